import { toPlainText } from '../plainText';

/** A button of a message. */
export interface Offer {
  readonly title: string;
  readonly run: () => PromiseLike<unknown>;
}

/** Shows a message and does what its buttons say. Resolves when that is done, or when the message was dismissed. */
export async function showWithOffers(
  show: (text: string, ...titles: string[]) => PromiseLike<string | undefined>,
  text: string,
  offers: readonly Offer[],
): Promise<void> {
  const chosen = await show(toPlainText(text), ...offers.map(({ title }) => title));
  await offers.find(({ title }) => title === chosen)?.run();
}
