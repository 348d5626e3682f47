import { h } from "preact";

interface Props {
  /** What is resized, for those who cannot see it. */
  label: string;
  /** Pixels. */
  size: number;
  least: number;
  most: number;
  /** 1 when what is resized lies before the handle, -1 when it lies behind. */
  direction: 1 | -1;
  resize(size: number): void;
}

const kStep = 16;

/** A handle between two parts of a view: dragged, or moved by the arrow keys. */
export function Resizer({ label, size, least, most, direction, resize }: Props): JSX.Element {
  const to = (wanted: number) => resize(Math.round(Math.max(least, Math.min(most, wanted))));
  const drag = (event: PointerEvent) => {
    const handle = event.currentTarget as HTMLElement;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) => to(size + direction * (move.clientX - from));
    handle.onpointerup = () => (handle.onpointermove = null);
    event.preventDefault();
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? kStep : event.key === "ArrowLeft" ? -kStep : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    to(size + direction * step);
  };
  return (
    <div class="resizer" role="separator" aria-orientation="vertical" tabIndex={0} aria-label={label} aria-valuenow={size}
      aria-valuemin={least} aria-valuemax={most} onPointerDown={drag} onKeyDown={press} />
  );
}
