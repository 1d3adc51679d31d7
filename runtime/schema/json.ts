/** Any JSON value. Inside a scenario and a run only JSON travels; FEEL values live in `language/`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
