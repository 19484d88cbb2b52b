/** What is said while a great many requests come in. */
export const pressure = {
  wait: (seconds: number, number: string): string =>
    `A great many requests are coming in just now. So that people get through, please press the button again in ${seconds} seconds. All that you typed is still here. If you cannot wait, call ${number}.`,
  /** The page that stands for a booking which could not be taken in just now. */
  again: {
    title: 'One moment, please',
    kept: 'All that you typed is still here.',
    button: 'Try again',
    callback: 'Ask us to call you',
  },
  later: (number: string): string =>
    `So many requests are coming in that we cannot take this one yet. Please press the button again in ten minutes: all that you typed is still here. If you cannot wait, call ${number}.`,
}
