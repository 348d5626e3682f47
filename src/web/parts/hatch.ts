// The lines stand still while what is hatched moves under them.
const kApartPx = 5;

/** Draws slanted lines over a part of a drawing, as wide as `lineWidth` says and in the colour that is set for strokes. */
export function hatch(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  for (let at = Math.floor((x - height) / kApartPx) * kApartPx; at < x + width; at += kApartPx) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.stroke();
  context.restore();
}
