// The package's own types cover only its full build; the smaller build that is used here has the same function.
declare module 'opencc-js/t2cn' {
  export function Converter(options: { readonly from: string; readonly to: string }): (text: string) => string;
}
