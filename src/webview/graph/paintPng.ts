/** Sharp enough for a slide, and no more than a browser can paint. */
const scale = 2;
const mostSide = 8000;

/** Paints a drawing that needs nothing but itself; returns a PNG in base64. */
export async function paintPng(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const factor = Math.min(scale, mostSide / Math.max(image.naturalWidth, image.naturalHeight, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(Math.round(image.naturalWidth * factor), 1);
  canvas.height = Math.max(Math.round(image.naturalHeight * factor), 1);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}
