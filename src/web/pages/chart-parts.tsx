import type { Child } from 'hono/jsx'

/** Height of the drawing, its foot with labels included, in pixels. Widths are percentages: text keeps its size. */
const height = 236
const top = 12
const base = height - 26
/** Room for the numbers of the scale, in pixels: a drawing of its own, so that bars can be percent of the rest. */
const scaleWidth = 46

/** How a chart's places are drawn: `x` and `width` in percent, `y` in pixels from above. */
export type Drawing = {
  x: (place: number) => number
  width: number
  y: (value: number) => number
  base: number
}

/**
 * A bar chart in which bars are drawn by `bar`, one for each label. Bars in percent of the width and text in pixels:
 * so it reads the same at 320 and at 1280, on screen and on paper, without a script or a style attribute.
 */
export function Chart<T>({
  id,
  title,
  words,
  places,
  tallest,
  steps,
  label,
  number,
  bar,
  legend,
}: {
  id: string
  title: string
  words: string
  places: readonly T[]
  tallest: (place: T) => number
  /** Distances between the lines of the scale that read well, rising; usual ones when absent. */
  steps?: readonly number[]
  /** The label under a place; empty for those between. */
  label: (place: T, index: number) => string
  number: (count: number) => string
  bar: (place: T, drawing: Drawing, index: number) => Child
  legend: Child
}) {
  const most = Math.max(4, ...places.map(tallest))
  const ticks = ticksUpTo(most, steps)
  const highest = Math.max(most, ticks.at(-1) ?? 0)
  const y = (value: number) => base + ((top - base) * value) / highest
  // Of each step this part is left free, half a gap more at both ends.
  const gap = places.length > 40 ? 0.15 : 0.28
  const step = 100 / Math.max(1, places.length + gap)
  const drawing = { x: (index: number) => step * (gap + index), width: step * (1 - gap), y, base }
  return (
    <figure class="chart" aria-labelledby={`${id}-title`}>
      <figcaption>
        <h3 id={`${id}-title`}>{title}</h3>
        <p class="quiet" id={`${id}-words`}>
          {words}
        </p>
        {legend}
      </figcaption>
      <div class="plot">
        <svg aria-hidden="true" width={scaleWidth} height={height}>
          {ticks.map(tick => (
            <text class="chart-text" x={scaleWidth - 8} y={round(y(tick) + 4)} text-anchor="end">
              {number(tick)}
            </text>
          ))}
        </svg>
        <svg role="img" aria-labelledby={`${id}-t ${id}-d`} width="100%" height={height}>
          <title id={`${id}-t`}>{title}</title>
          <desc id={`${id}-d`}>{words}</desc>
          <Hatch id={`${id}-hatch`} />
          {ticks.map(tick => (
            <line
              class={tick === 0 ? 'chart-base' : 'chart-rule'}
              x1="0"
              x2="100%"
              y1={round(y(tick))}
              y2={round(y(tick))}
            />
          ))}
          {places.map((place, index) => bar(place, drawing, index))}
          {places.map((place, index) => (
            <text
              class="chart-text"
              x={percent(drawing.x(index) + drawing.width / 2)}
              y={height - 7}
              text-anchor="middle"
            >
              {label(place, index)}
            </text>
          ))}
        </svg>
      </div>
    </figure>
  )
}

const usualSteps = [1, 2, 5]
  .flatMap(first => [0, 1, 2, 3, 4, 5, 6, 7].map(zeros => first * 10 ** zeros))
  .sort((a, b) => a - b)

/** Zero, and at most four more lines, the last of them at or above the tallest bar. */
function ticksUpTo(most: number, steps: readonly number[] = usualSteps): number[] {
  const step = steps.find(one => most / one <= 4) ?? most
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step)
}

/** A piece of a bar, from one value to a higher one; nothing where both are the same. */
export function Piece({
  drawing,
  index,
  from,
  to,
  look,
  fill,
}: {
  drawing: Drawing
  index: number
  from: number
  to: number
  look: string
  fill?: string
}) {
  if (to <= from) return null
  return (
    <rect
      class={look}
      fill={fill}
      x={percent(drawing.x(index))}
      width={percent(drawing.width)}
      y={round(drawing.y(to))}
      height={round(drawing.y(from) - drawing.y(to))}
    />
  )
}

/** One line of a legend: a swatch that shows pattern and color, and its word. */
export function Key({ look, hatch, words }: { look: string; hatch?: string; words: string }) {
  return (
    <li>
      <svg width="18" height="14" aria-hidden="true">
        {hatch && <Hatch id={hatch} />}
        <rect class={look} fill={hatch && `url(#${hatch})`} x="1" y="1" width="16" height="12" />
      </svg>
      {words}
    </li>
  )
}

/** Diagonal lines: told from a full bar without color, and in print. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch-ground" width="5" height="5" />
        <rect class="hatch-line" width="2.4" height="5" />
      </pattern>
    </defs>
  )
}

/** A percentage as SVG takes it, short. */
export function percent(value: number) {
  return `${round(value)}%`
}

function round(value: number) {
  return Math.round(value * 100) / 100
}
