/**
 * What makes a purchase one and the same at the host: `unionpay` 41, 42, 60.2, 11; `iso87` 41, 42, 11 and the original's
 * date and time. `text` is the primary key in every store. Rule: docs/rules.md 3.2.
 */
export interface Key {
  readonly terminalId: string
  readonly merchantId: string
  /** `unionpay`: batch, six digits; `iso87`: MMDDhhmmss of the original. */
  readonly period: string
  readonly stan: string
  readonly text: string
}

/** Builds a key and its text `merchant/terminal/period/stan`. */
export function keyOf(merchantId: string, terminalId: string, period: string, stan: string): Key {
  return { merchantId, terminalId, period, stan, text: `${merchantId}/${terminalId}/${period}/${stan}` }
}
