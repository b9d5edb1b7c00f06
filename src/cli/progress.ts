/** Shows how far indexing is: a bar on a terminal, a line every quarter elsewhere. Writes to stderr. */
export function createProgress(isTerminal: boolean): (done: number, total: number) => void {
  const WIDTH = 30;
  let lastQuarter = 0;
  return (done, total) => {
    if (isTerminal) {
      const filled = Math.round((WIDTH * done) / total);
      process.stderr.write(
        `\rIndexing 索引 [${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}] ${done}/${total}${done === total ? '\n' : ''}`,
      );
      return;
    }
    const quarter = Math.floor((4 * done) / total);
    if (quarter > lastQuarter) console.error(`indexing: ${done} of ${total} sentences`);
    lastQuarter = quarter;
  };
}
