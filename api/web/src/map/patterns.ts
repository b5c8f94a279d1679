/** The hatch that says "no data", drawn here so that no picture has to be fetched. */

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Names of patterns start so; what follows is a colour, or `nodata`. */
const MARK = /^hatch[:-](#[0-9a-f]{6}|nodata)$/i;

const NO_DATA_COLOR = "#7a7a7a";
const SIDE = 16;

/** The colour of the hatch that a style asks for by name, or null if the name is not a hatch's. */
export function hatchColor(name: string): string | null {
  const said = MARK.exec(name)?.[1];
  if (said === undefined) return null;
  return said === "nodata" ? NO_DATA_COLOR : said;
}

/** A square of slanted lines that joins with itself on every side; `scale` is pixels per map pixel. */
export function hatchPicture(color: string, scale: number): Picture | null {
  const side = SIDE * scale;
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.fillStyle = "rgba(255, 255, 255, 0.62)";
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = color;
  pen.lineWidth = 1.15 * scale;
  for (let from = -side; from <= side; from += side / 2) {
    pen.beginPath();
    pen.moveTo(from - scale, side + scale);
    pen.lineTo(from + side + scale, -scale);
    pen.stroke();
  }
  return pen.getImageData(0, 0, side, side);
}
