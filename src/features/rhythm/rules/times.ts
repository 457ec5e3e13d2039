/** Every half hour of the send window, for choosing (domain §2.5 rule 1); the plan checks what is chosen. */
export const sendTimes: readonly string[] = Array.from({ length: 15 }, (_, index) => {
  const minutes = 9 * 60 + index * 30;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
});
