import { spawn } from 'node:child_process';

/** The least that can speak to a process: a line goes in, and what comes out is awaited up to the line that ends it. */
export class BarePipe {
  readonly #child;
  readonly #nonce = 'b'.repeat(32);
  #rest = '';
  #done: () => void = () => undefined;

  constructor(program: string) {
    this.#child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdout.setEncoding('latin1');
    this.#child.stdout.on('data', (text: string) => {
      this.#rest += text;
      if (!this.#rest.includes('"kind":"end"') || !this.#rest.endsWith('\n')) return;
      this.#rest = '';
      this.#done();
    });
    this.#child.stdin.write(`"\`n@${this.#nonce} " + 1\n`);
  }

  /** Sends a line and resolves with the end of its answer. */
  ask(line: string): Promise<void> {
    const answered = new Promise<void>((resolve) => (this.#done = resolve));
    // As the product writes a line that is ASCII.
    this.#child.stdin.write(line, 'latin1');
    return answered;
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }
}
