import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deployedMemorySettings } from '../scripts/faults/harness/settings.js';
import { ROOT } from './paths.js';

describe('deployment', () => {
  it('bounds memory alike in the container and under systemd', () => {
    const image = readFileSync(`${ROOT}Dockerfile`, 'utf8').matchAll(/^(?:ENV|   ) ([A-Z_]+)=(\S+)/gm);
    const pairs = [...image].map(([, name = '', value = '']) => [name, value] as const);
    const bounds = pairs.filter(([name]) => /^(?:MALLOC_|NODE_OPTIONS)/.test(name));
    expect(bounds.length).toBe(4);
    expect(deployedMemorySettings()).toEqual(Object.fromEntries(bounds));
  });
});
