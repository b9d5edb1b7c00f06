/** The first `units` UTF-16 units of a text, fewer where a character would be cut in half: Telegram refuses halves. */
export function headOf(text: string, units: number): string {
  const last = text.charCodeAt(units - 1);
  const isCut = text.length > units && last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isCut ? units - 1 : units);
}
