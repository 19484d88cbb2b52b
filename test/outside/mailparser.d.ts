declare module 'mailparser' {
  export type Parsed = {
    messageId?: string
    subject?: string
    text?: string
    from?: { text: string; value: { address?: string; name: string }[] }
    to?: { value: { address?: string; name: string }[] }
    headers: Map<string, unknown>
    headerLines: { key: string; line: string }[]
    attachments: { contentType: string; filename?: string; content: Buffer; contentDisposition?: string }[]
  }
  export function simpleParser(source: Buffer | string): Promise<Parsed>
}
