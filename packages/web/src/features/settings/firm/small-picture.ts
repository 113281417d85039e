/** On screens of two pixels for one it stands in 200 × 150 (OO-INV-18). */
const most = { width: 400, height: 300 };

/** The picture as a PNG that fits where logos stand; null where the browser cannot read it. Nothing else of the file stays. */
export async function smallPicture(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, most.width / picture.width, most.height / picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
}
