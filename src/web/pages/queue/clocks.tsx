/** Minutes and seconds as a clock shows them, '2:05'; an hour and more as '1:02:05'. */
export function clockWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** How long since an instant; runs on in the browser, right at the time of rendering without it. */
export function Since({ at, now }: { at: Date; now: Date }) {
  return (
    <span class="clock" data-since={at.toISOString()}>
      {clockWords((now.getTime() - at.getTime()) / 1000)}
    </span>
  )
}

/** What is left of `totalSeconds` until an instant: a ring that empties, and words for those who listen. */
export function Countdown({
  until,
  now,
  totalSeconds,
  words,
}: {
  until: Date
  now: Date
  totalSeconds: number
  words: (seconds: number) => string
}) {
  const left = Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000))
  const share = Math.min(100, (left / totalSeconds) * 100)
  return (
    <p class="countdown" role="timer" data-until={until.toISOString()} data-total={String(totalSeconds)}>
      <svg class="ring" viewBox="0 0 48 48" width="64" height="64" aria-hidden="true" focusable="false">
        <circle class="ring-track" cx="24" cy="24" r="21" />
        <circle
          class="ring-left"
          cx="24"
          cy="24"
          r="21"
          pathLength="100"
          stroke-dasharray={`${share.toFixed(1)} 100`}
          transform="rotate(-90 24 24)"
        />
        <text class="ring-number" x="24" y="30" text-anchor="middle">
          {String(left)}
        </text>
      </svg>
      <span class="countdown-words">{words(left)}</span>
    </p>
  )
}
