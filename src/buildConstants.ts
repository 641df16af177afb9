declare const __EXTENSION_VERSION__: string;
declare const __BAKED_CONSUMERS__: readonly { key: string; secret: string; callbackUrl: string }[];

/** Version of this build, from package.json. Written into the bundle by `esbuild.mjs`. */
export const extensionVersion: string = __EXTENSION_VERSION__;

/** OAuth consumers this build carries (`MAIA_CONSUMERS` at packaging time); empty when built from source. */
export const bakedConsumers = __BAKED_CONSUMERS__;
