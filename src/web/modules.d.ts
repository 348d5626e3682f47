// What the type checker is not told by Debian's packages.
declare module "d3-scale" {
  export interface Scale {
    (value: number): number;
    invert(position: number): number;
    ticks(count?: number): number[];
    domain(ends: [number, number]): Scale;
    range(ends: [number, number]): Scale;
    clamp(clamp: boolean): Scale;
  }
  export interface TimeScale {
    (value: number): number;
    invert(position: number): Date;
    ticks(count?: number): Date[];
    domain(): [Date, Date];
    domain(ends: [number, number]): TimeScale;
    range(ends: [number, number]): TimeScale;
  }
  export function scaleLinear(): Scale;
  export function scaleLog(): Scale;
  export function scaleTime(): TimeScale;
}

declare namespace JSX {
  interface DOMAttributes {
    onPointerDown?: (event: PointerEvent) => void;
    onPointerMove?: (event: PointerEvent) => void;
    onPointerUp?: (event: PointerEvent) => void;
    onPointerLeave?: (event: PointerEvent) => void;
  }
  interface IntrinsicAttributes {
    key?: string | number;
  }
}
