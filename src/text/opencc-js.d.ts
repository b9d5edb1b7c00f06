// The package's own types cover only its full build; the smaller builds that are used here have the same function.
declare module 'opencc-js/t2cn' {
  export function Converter(options: { readonly from: string; readonly to: string }): (text: string) => string;
}
declare module 'opencc-js/cn2t' {
  export function Converter(options: { readonly from: string; readonly to: string }): (text: string) => string;
}
