import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingNames } from '../src/config.js';
import { ROOT } from './paths.js';

interface LockEntry {
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly version?: string;
}
const lock = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as { packages: Record<string, LockEntry> };
const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
  allowScripts: Record<string, boolean>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

describe('packages', () => {
  it('declares exactly the packages that have install scripts', () => {
    const withScripts = Object.entries(lock.packages)
      .filter(([path, entry]) => entry.hasInstallScript === true && !path.endsWith('/fsevents'))
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(Object.keys(manifest.allowScripts).sort()).toEqual([...new Set(withScripts)].sort());
    expect(Object.entries(manifest.allowScripts).filter(([, isAllowed]) => isAllowed)).toEqual([
      ['hnswlib-node', true],
    ]);
  });

  it('pins exact versions and keeps addresses out of the lock file', () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved?.startsWith('http') === true)).toEqual([]);
  });

  it('has no protobufjs with known critical advisories', () => {
    const major = Number(lock.packages['node_modules/protobufjs']?.version?.split('.')[0]);
    expect(major).toBeGreaterThanOrEqual(7);
  });

  it('lists every setting in .env.example', () => {
    const example = readFileSync(`${ROOT}.env.example`, 'utf8');
    const listed = [...example.matchAll(/^#?\s?([A-Z_]{4,})=/gm)].map((match) => match[1]);
    expect(listed.sort()).toEqual([...settingNames].sort());
  });
});
