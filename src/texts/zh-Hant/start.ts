import type { start as english } from '../en/start.ts'

/** What the terminal shows when the service has started. */
export const start: typeof english = {
  running: '心線已經啟動',
  callers: '求助者',
  counselors: '諮詢員',
  coordinators: '負責人',
  people: '示範人員，在這裡選',
  letters: '示範信件',
  line: '示範電話線路',
  data: '資料與金鑰',
  end: '按 Ctrl+C 結束',
  waiting: '資料庫還沒有回應。頁面會先顯示求助電話，我們會繼續嘗試。',
  portTaken: port => `連接埠 ${port} 已被占用。請用 PORT 換一個，或先結束占用它的程式。`,
  wrong: '這些設定需要修改：',
  failed: why => `心線沒能啟動：${why}`,
}
