/** A file name, without ending, for a pipeline that is called like a component: Maia allows fewer characters in them. */
export function toPipelineFileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w ()-]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return plain === '' ? 'Child pipeline' : plain;
}
