/** What a next session takes over from a contact. It stands in db/, because booking it looks as well. */
export { contactInHand, type HeldContact, type InHand } from '../db/contact-in-hand.ts'
