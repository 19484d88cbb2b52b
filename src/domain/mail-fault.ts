/** What can keep a mail server from taking letters. */
export type MailFaultCode =
  | 'not_a_url'
  | 'sign_in_refused'
  | 'no_encryption'
  | 'too_slow'
  | 'no_such_machine'
  | 'turned_away'
  | 'unreachable'

/**
 * Why letters do not go out: `place` is host and port, never user or password, and empty where the URL cannot be read;
 * `detail` is the server's reply code, or what the network calls the failure.
 */
export type MailFault = { code: MailFaultCode; place: string; detail?: string }
