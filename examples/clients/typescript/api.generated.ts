/** Made from /api/openapi by openapi-typescript; see README.md. */
export interface paths {
    "/api/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                device: string;
                                address?: string;
                                createdAt: string;
                                seenAt: string;
                                current: boolean;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    session: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/sessions/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ended: number;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            since?: string;
                            codesLeft: number;
                            needed: boolean;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/factor/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            secret: string;
                            uri: string;
                            until: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            codes: string[];
                            me: {
                                user?: {
                                    id: string;
                                    login: string;
                                    name: string;
                                    role: "admin" | "designer" | "user";
                                    duties: string[];
                                    unit: {
                                        id: string;
                                        name: string;
                                        attributes?: {
                                            [key: string]: unknown;
                                        };
                                    };
                                    head?: boolean;
                                    substitute?: string;
                                    further?: {
                                        unit: {
                                            id: string;
                                            name: string;
                                            attributes?: {
                                                [key: string]: unknown;
                                            };
                                        };
                                        duties: string[];
                                        head?: boolean;
                                    }[];
                                    spaces?: {
                                        unit: string;
                                        role: "admin" | "designer" | "publisher" | "operator" | "auditor" | "protector";
                                    }[];
                                    locale?: "zh-CN" | "en";
                                    disabled: boolean;
                                    createdAt: string;
                                };
                                units?: {
                                    id: string;
                                    name: string;
                                }[];
                                can?: {
                                    design: boolean;
                                    create: boolean;
                                    people: boolean;
                                    audit: boolean;
                                    privacy: boolean;
                                    house: boolean;
                                };
                                second?: {
                                    ticket: string;
                                    until: string;
                                };
                                /** @enum {string} */
                                must?: "enrol";
                                theme?: {
                                    space: string;
                                    name?: {
                                        "zh-CN": string;
                                        en: string;
                                    };
                                    logo?: {
                                        src: string;
                                        width: number;
                                        height: number;
                                    };
                                    footer?: {
                                        "zh-CN": string;
                                        en: string;
                                    };
                                    contact?: string;
                                    filing?: string;
                                    colours?: {
                                        light: {
                                            accent: string;
                                            hover: string;
                                            soft: string;
                                            line: string;
                                            on: string;
                                            focus: string;
                                        };
                                        dark: {
                                            accent: string;
                                            hover: string;
                                            soft: string;
                                            line: string;
                                            on: string;
                                            focus: string;
                                        };
                                    };
                                };
                                setupNeeded: boolean;
                                version: string;
                            };
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/factor/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            codes: string[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/factor/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            user?: {
                                id: string;
                                login: string;
                                name: string;
                                role: "admin" | "designer" | "user";
                                duties: string[];
                                unit: {
                                    id: string;
                                    name: string;
                                    attributes?: {
                                        [key: string]: unknown;
                                    };
                                };
                                head?: boolean;
                                substitute?: string;
                                further?: {
                                    unit: {
                                        id: string;
                                        name: string;
                                        attributes?: {
                                            [key: string]: unknown;
                                        };
                                    };
                                    duties: string[];
                                    head?: boolean;
                                }[];
                                spaces?: {
                                    unit: string;
                                    role: "admin" | "designer" | "publisher" | "operator" | "auditor" | "protector";
                                }[];
                                locale?: "zh-CN" | "en";
                                disabled: boolean;
                                createdAt: string;
                            };
                            units?: {
                                id: string;
                                name: string;
                            }[];
                            can?: {
                                design: boolean;
                                create: boolean;
                                people: boolean;
                                audit: boolean;
                                privacy: boolean;
                                house: boolean;
                            };
                            second?: {
                                ticket: string;
                                until: string;
                            };
                            /** @enum {string} */
                            must?: "enrol";
                            theme?: {
                                space: string;
                                name?: {
                                    "zh-CN": string;
                                    en: string;
                                };
                                logo?: {
                                    src: string;
                                    width: number;
                                    height: number;
                                };
                                footer?: {
                                    "zh-CN": string;
                                    en: string;
                                };
                                contact?: string;
                                filing?: string;
                                colours?: {
                                    light: {
                                        accent: string;
                                        hover: string;
                                        soft: string;
                                        line: string;
                                        on: string;
                                        focus: string;
                                    };
                                    dark: {
                                        accent: string;
                                        hover: string;
                                        soft: string;
                                        line: string;
                                        on: string;
                                        focus: string;
                                    };
                                };
                            };
                            setupNeeded: boolean;
                            version: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        locale?: "zh-CN" | "en";
                        password?: string;
                        oldPassword?: string;
                        acting?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            user?: {
                                id: string;
                                login: string;
                                name: string;
                                role: "admin" | "designer" | "user";
                                duties: string[];
                                unit: {
                                    id: string;
                                    name: string;
                                    attributes?: {
                                        [key: string]: unknown;
                                    };
                                };
                                head?: boolean;
                                substitute?: string;
                                further?: {
                                    unit: {
                                        id: string;
                                        name: string;
                                        attributes?: {
                                            [key: string]: unknown;
                                        };
                                    };
                                    duties: string[];
                                    head?: boolean;
                                }[];
                                spaces?: {
                                    unit: string;
                                    role: "admin" | "designer" | "publisher" | "operator" | "auditor" | "protector";
                                }[];
                                locale?: "zh-CN" | "en";
                                disabled: boolean;
                                createdAt: string;
                            };
                            units?: {
                                id: string;
                                name: string;
                            }[];
                            can?: {
                                design: boolean;
                                create: boolean;
                                people: boolean;
                                audit: boolean;
                                privacy: boolean;
                                house: boolean;
                            };
                            second?: {
                                ticket: string;
                                until: string;
                            };
                            /** @enum {string} */
                            must?: "enrol";
                            theme?: {
                                space: string;
                                name?: {
                                    "zh-CN": string;
                                    en: string;
                                };
                                logo?: {
                                    src: string;
                                    width: number;
                                    height: number;
                                };
                                footer?: {
                                    "zh-CN": string;
                                    en: string;
                                };
                                contact?: string;
                                filing?: string;
                                colours?: {
                                    light: {
                                        accent: string;
                                        hover: string;
                                        soft: string;
                                        line: string;
                                        on: string;
                                        focus: string;
                                    };
                                    dark: {
                                        accent: string;
                                        hover: string;
                                        soft: string;
                                        line: string;
                                        on: string;
                                        focus: string;
                                    };
                                };
                            };
                            setupNeeded: boolean;
                            version: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        login: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            user?: {
                                id: string;
                                login: string;
                                name: string;
                                role: "admin" | "designer" | "user";
                                duties: string[];
                                unit: {
                                    id: string;
                                    name: string;
                                    attributes?: {
                                        [key: string]: unknown;
                                    };
                                };
                                head?: boolean;
                                substitute?: string;
                                further?: {
                                    unit: {
                                        id: string;
                                        name: string;
                                        attributes?: {
                                            [key: string]: unknown;
                                        };
                                    };
                                    duties: string[];
                                    head?: boolean;
                                }[];
                                spaces?: {
                                    unit: string;
                                    role: "admin" | "designer" | "publisher" | "operator" | "auditor" | "protector";
                                }[];
                                locale?: "zh-CN" | "en";
                                disabled: boolean;
                                createdAt: string;
                            };
                            units?: {
                                id: string;
                                name: string;
                            }[];
                            can?: {
                                design: boolean;
                                create: boolean;
                                people: boolean;
                                audit: boolean;
                                privacy: boolean;
                                house: boolean;
                            };
                            second?: {
                                ticket: string;
                                until: string;
                            };
                            /** @enum {string} */
                            must?: "enrol";
                            theme?: {
                                space: string;
                                name?: {
                                    "zh-CN": string;
                                    en: string;
                                };
                                logo?: {
                                    src: string;
                                    width: number;
                                    height: number;
                                };
                                footer?: {
                                    "zh-CN": string;
                                    en: string;
                                };
                                contact?: string;
                                filing?: string;
                                colours?: {
                                    light: {
                                        accent: string;
                                        hover: string;
                                        soft: string;
                                        line: string;
                                        on: string;
                                        focus: string;
                                    };
                                    dark: {
                                        accent: string;
                                        hover: string;
                                        soft: string;
                                        line: string;
                                        on: string;
                                        focus: string;
                                    };
                                };
                            };
                            setupNeeded: boolean;
                            version: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/login/second": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ticket: string;
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            user?: {
                                id: string;
                                login: string;
                                name: string;
                                role: "admin" | "designer" | "user";
                                duties: string[];
                                unit: {
                                    id: string;
                                    name: string;
                                    attributes?: {
                                        [key: string]: unknown;
                                    };
                                };
                                head?: boolean;
                                substitute?: string;
                                further?: {
                                    unit: {
                                        id: string;
                                        name: string;
                                        attributes?: {
                                            [key: string]: unknown;
                                        };
                                    };
                                    duties: string[];
                                    head?: boolean;
                                }[];
                                spaces?: {
                                    unit: string;
                                    role: "admin" | "designer" | "publisher" | "operator" | "auditor" | "protector";
                                }[];
                                locale?: "zh-CN" | "en";
                                disabled: boolean;
                                createdAt: string;
                            };
                            units?: {
                                id: string;
                                name: string;
                            }[];
                            can?: {
                                design: boolean;
                                create: boolean;
                                people: boolean;
                                audit: boolean;
                                privacy: boolean;
                                house: boolean;
                            };
                            second?: {
                                ticket: string;
                                until: string;
                            };
                            /** @enum {string} */
                            must?: "enrol";
                            theme?: {
                                space: string;
                                name?: {
                                    "zh-CN": string;
                                    en: string;
                                };
                                logo?: {
                                    src: string;
                                    width: number;
                                    height: number;
                                };
                                footer?: {
                                    "zh-CN": string;
                                    en: string;
                                };
                                contact?: string;
                                filing?: string;
                                colours?: {
                                    light: {
                                        accent: string;
                                        hover: string;
                                        soft: string;
                                        line: string;
                                        on: string;
                                        focus: string;
                                    };
                                    dark: {
                                        accent: string;
                                        hover: string;
                                        soft: string;
                                        line: string;
                                        on: string;
                                        focus: string;
                                    };
                                };
                            };
                            setupNeeded: boolean;
                            version: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ok: true;
                            next?: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    dataset: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unit: string;
                            unitName: string;
                            rights: {
                                who: string;
                                right: "owner" | "editor" | "viewer" | "publisher" | "operator" | "auditor";
                                name: string;
                            }[];
                            version: number;
                            mayShare: boolean;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query: {
                    dataset: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        unit: string;
                        rights: {
                            who: string;
                            right: "owner" | "editor" | "viewer" | "publisher" | "operator" | "auditor";
                        }[];
                        baseVersion: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unit: string;
                            unitName: string;
                            rights: {
                                who: string;
                                right: "owner" | "editor" | "viewer" | "publisher" | "operator" | "auditor";
                                name: string;
                            }[];
                            version: number;
                            mayShare: boolean;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description A published scenario as a JSON API. The body holds the fields of its start form; the document lists one path per scenario with its own schema. With `?explain=true` the answer also says why: rules, values, sources and grounds in the language of the caller. Answers 200 when the run ended or waits for the caller, else 202. An `Idempotency-Key` header makes a repeat give the same run. Programs send `Authorization: Bearer` with an API key made for the app. */
        post: {
            parameters: {
                query?: {
                    explain?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runId: string;
                            release: string;
                            status: string;
                            end?: string;
                            outputs: {
                                [key: string]: unknown;
                            };
                            reasons?: {
                                node: string;
                                title: string;
                                rule?: string;
                                number?: number;
                                sentence: string;
                                told: string[];
                                /** @description 7 条里命中第 7 条 · 第 1 版 */
                                place?: string;
                                prescribed: boolean;
                                lines: {
                                    label: string;
                                    value: string;
                                    need?: string;
                                    met?: boolean | null;
                                    source?: string;
                                }[];
                                nearMisses: {
                                    rule: string;
                                    number?: number;
                                    sentence: string;
                                }[];
                                bases: {
                                    title: string;
                                    article?: string;
                                    level: string;
                                    levelTitle: string;
                                    from?: string;
                                    url?: string;
                                    flag?: string;
                                }[];
                            }[];
                            waiting?: {
                                taskId: string;
                                node: string;
                                outcomes: string[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runId: string;
                            release: string;
                            status: string;
                            end?: string;
                            outputs: {
                                [key: string]: unknown;
                            };
                            reasons?: {
                                node: string;
                                title: string;
                                rule?: string;
                                number?: number;
                                sentence: string;
                                told: string[];
                                /** @description 7 条里命中第 7 条 · 第 1 版 */
                                place?: string;
                                prescribed: boolean;
                                lines: {
                                    label: string;
                                    value: string;
                                    need?: string;
                                    met?: boolean | null;
                                    source?: string;
                                }[];
                                nearMisses: {
                                    rule: string;
                                    number?: number;
                                    sentence: string;
                                }[];
                                bases: {
                                    title: string;
                                    article?: string;
                                    level: string;
                                    levelTitle: string;
                                    from?: string;
                                    url?: string;
                                    flag?: string;
                                }[];
                            }[];
                            waiting?: {
                                taskId: string;
                                node: string;
                                outcomes: string[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps/{id}/{release}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description A published scenario as a JSON API. The body holds the fields of its start form; the document lists one path per scenario with its own schema. With `?explain=true` the answer also says why: rules, values, sources and grounds in the language of the caller. Answers 200 when the run ended or waits for the caller, else 202. An `Idempotency-Key` header makes a repeat give the same run. Programs send `Authorization: Bearer` with an API key made for the app. */
        post: {
            parameters: {
                query?: {
                    explain?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                    release: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runId: string;
                            release: string;
                            status: string;
                            end?: string;
                            outputs: {
                                [key: string]: unknown;
                            };
                            reasons?: {
                                node: string;
                                title: string;
                                rule?: string;
                                number?: number;
                                sentence: string;
                                told: string[];
                                /** @description 7 条里命中第 7 条 · 第 1 版 */
                                place?: string;
                                prescribed: boolean;
                                lines: {
                                    label: string;
                                    value: string;
                                    need?: string;
                                    met?: boolean | null;
                                    source?: string;
                                }[];
                                nearMisses: {
                                    rule: string;
                                    number?: number;
                                    sentence: string;
                                }[];
                                bases: {
                                    title: string;
                                    article?: string;
                                    level: string;
                                    levelTitle: string;
                                    from?: string;
                                    url?: string;
                                    flag?: string;
                                }[];
                            }[];
                            waiting?: {
                                taskId: string;
                                node: string;
                                outcomes: string[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runId: string;
                            release: string;
                            status: string;
                            end?: string;
                            outputs: {
                                [key: string]: unknown;
                            };
                            reasons?: {
                                node: string;
                                title: string;
                                rule?: string;
                                number?: number;
                                sentence: string;
                                told: string[];
                                /** @description 7 条里命中第 7 条 · 第 1 版 */
                                place?: string;
                                prescribed: boolean;
                                lines: {
                                    label: string;
                                    value: string;
                                    need?: string;
                                    met?: boolean | null;
                                    source?: string;
                                }[];
                                nearMisses: {
                                    rule: string;
                                    number?: number;
                                    sentence: string;
                                }[];
                                bases: {
                                    title: string;
                                    article?: string;
                                    level: string;
                                    levelTitle: string;
                                    from?: string;
                                    url?: string;
                                    flag?: string;
                                }[];
                            }[];
                            waiting?: {
                                taskId: string;
                                node: string;
                                outcomes: string[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps/{id}/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Where a run stands now, for whoever started it or has to do with it: what to ask after an answer 202. */
        get: {
            parameters: {
                query?: {
                    explain?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                    run: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runId: string;
                            release: string;
                            status: string;
                            end?: string;
                            outputs: {
                                [key: string]: unknown;
                            };
                            reasons?: {
                                node: string;
                                title: string;
                                rule?: string;
                                number?: number;
                                sentence: string;
                                told: string[];
                                /** @description 7 条里命中第 7 条 · 第 1 版 */
                                place?: string;
                                prescribed: boolean;
                                lines: {
                                    label: string;
                                    value: string;
                                    need?: string;
                                    met?: boolean | null;
                                    source?: string;
                                }[];
                                nearMisses: {
                                    rule: string;
                                    number?: number;
                                    sentence: string;
                                }[];
                                bases: {
                                    title: string;
                                    article?: string;
                                    level: string;
                                    levelTitle: string;
                                    from?: string;
                                    url?: string;
                                    flag?: string;
                                }[];
                            }[];
                            waiting?: {
                                taskId: string;
                                node: string;
                                outcomes: string[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                definition: {
                                    id: string;
                                    title: string;
                                    texts?: {
                                        en?: {
                                            title?: string;
                                            /** @description What it holds */
                                            description?: string;
                                        };
                                    };
                                    /** @description Owning department */
                                    owner?: string;
                                    fields: {
                                        id: string;
                                        /** @enum {unknown} */
                                        type: "string" | "integer" | "number" | "decimal" | "boolean" | "date" | "time" | "date-time" | "duration" | "list" | "context" | "any";
                                        title?: string;
                                        optional?: boolean;
                                        enum?: (string | number)[];
                                        sharing?: "unconditional" | "restricted" | "none";
                                        /**
                                         * @description Sensitivity, L4 the highest
                                         * @enum {unknown}
                                         */
                                        level?: "L1" | "L2" | "L3" | "L4";
                                        /** @description Says something about a person */
                                        personal?: boolean;
                                        /** @enum {unknown} */
                                        mask?: "name" | "id-card" | "phone" | "all";
                                        /** @description What its numbers count: kg, days */
                                        unit?: string;
                                        /** @description Address of the dataset whose key this holds */
                                        ref?: string;
                                        /** @description Worked out from the other columns, which it reads as row.name; nobody fills it in */
                                        compute?: string;
                                        texts?: {
                                            en?: {
                                                title?: string;
                                            };
                                        };
                                    }[];
                                    /** @description Fields that identify a row */
                                    key?: string[];
                                    unique?: string[][];
                                    index?: string[][];
                                    totals?: {
                                        id: string;
                                        /** @description What people read when it does not hold */
                                        title?: string;
                                        /** @description Column that is added up; without it rows are counted */
                                        sum?: string;
                                        /** @description Rows with the same values here are added up together; empty: all rows */
                                        by: string[];
                                        min?: number;
                                        max?: number;
                                    }[];
                                    dated?: boolean;
                                    subject?: string;
                                    sharing?: "unconditional" | "restricted" | "none";
                                    entry?: {
                                        /** @description What it holds */
                                        description?: string;
                                        keywords?: string[];
                                        /**
                                         * @description Opening class for the public
                                         * @enum {unknown}
                                         */
                                        opening?: "open" | "restricted" | "closed";
                                        /** @description Legal basis of its sharing class; a set that is not shared must have one */
                                        basis?: string;
                                        /** @enum {unknown} */
                                        rhythm?: "continuous" | "daily" | "weekly" | "monthly" | "quarterly" | "annual" | "irregular";
                                        /** @description Whom to ask */
                                        contact?: string;
                                        checks?: ({
                                            total: string;
                                            parts: string[];
                                            title?: string;
                                            /** @description Percent of the rows that may be wrong; default 0 */
                                            allow?: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "filled";
                                            field: string;
                                            title?: string;
                                            /** @description Percent of the rows that may be wrong; default 0 */
                                            allow?: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "among";
                                            field: string;
                                            values: (string | number)[];
                                            title?: string;
                                            /** @description Percent of the rows that may be wrong; default 0 */
                                            allow?: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "range";
                                            field: string;
                                            min?: number | string;
                                            max?: number | string;
                                            title?: string;
                                            /** @description Percent of the rows that may be wrong; default 0 */
                                            allow?: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "pattern";
                                            field: string;
                                            pattern: string;
                                            title?: string;
                                            /** @description Percent of the rows that may be wrong; default 0 */
                                            allow?: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "unique";
                                            fields: string[];
                                            title?: string;
                                            /** @description Percent of the rows that may be wrong; default 0 */
                                            allow?: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "exists";
                                            field: string;
                                            dataset: string;
                                            column: string;
                                            title?: string;
                                            /** @description Percent of the rows that may be wrong; default 0 */
                                            allow?: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "holds";
                                            /** @description FEEL condition over `row` */
                                            formula: string;
                                            title?: string;
                                            /** @description Percent of the rows that may be wrong; default 0 */
                                            allow?: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "fresh";
                                            field: string;
                                            /** @description The newest value is at most so many days old */
                                            days: number;
                                            title?: string;
                                            /** @description Percent of the rows that may be wrong; default 0 */
                                            allow?: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "rows";
                                            min?: number;
                                            max?: number;
                                            title?: string;
                                            /** @description Percent of the rows that may be wrong; default 0 */
                                            allow?: number;
                                        })[];
                                    };
                                    /** @description All rows are made up; shown wherever they appear */
                                    synthetic?: boolean;
                                };
                                rows: number;
                                scenarios: string[];
                                /** @description Whether the reader may change its definition */
                                mayChange: boolean;
                                unit?: {
                                    id: string;
                                    name: string;
                                };
                                /** @description The scenario whose own dataset it is: its structure is changed there */
                                keeper?: string;
                                state: "ready" | "loading" | "not-loaded";
                                loading?: {
                                    /** @description made so far */
                                    rows: number;
                                    /** @description to be made */
                                    total: number;
                                };
                                computing?: {
                                    /** @description looked at so far */
                                    rows: number;
                                    total: number;
                                    failed?: {
                                        code: string;
                                        what: string;
                                    };
                                };
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        definition: {
                            id: string;
                            title: string;
                            texts?: {
                                en?: {
                                    title?: string;
                                    /** @description What it holds */
                                    description?: string;
                                };
                            };
                            /** @description Owning department */
                            owner?: string;
                            fields: {
                                id: string;
                                /** @enum {unknown} */
                                type: "string" | "integer" | "number" | "decimal" | "boolean" | "date" | "time" | "date-time" | "duration" | "list" | "context" | "any";
                                title?: string;
                                optional?: boolean;
                                enum?: (string | number)[];
                                sharing?: "unconditional" | "restricted" | "none";
                                /**
                                 * @description Sensitivity, L4 the highest
                                 * @enum {unknown}
                                 */
                                level?: "L1" | "L2" | "L3" | "L4";
                                /** @description Says something about a person */
                                personal?: boolean;
                                /** @enum {unknown} */
                                mask?: "name" | "id-card" | "phone" | "all";
                                /** @description What its numbers count: kg, days */
                                unit?: string;
                                /** @description Address of the dataset whose key this holds */
                                ref?: string;
                                /** @description Worked out from the other columns, which it reads as row.name; nobody fills it in */
                                compute?: string;
                                texts?: {
                                    en?: {
                                        title?: string;
                                    };
                                };
                            }[];
                            /** @description Fields that identify a row */
                            key?: string[];
                            unique?: string[][];
                            index?: string[][];
                            totals?: {
                                id: string;
                                /** @description What people read when it does not hold */
                                title?: string;
                                /** @description Column that is added up; without it rows are counted */
                                sum?: string;
                                /** @description Rows with the same values here are added up together; empty: all rows */
                                by: string[];
                                min?: number;
                                max?: number;
                            }[];
                            dated?: boolean;
                            subject?: string;
                            sharing?: "unconditional" | "restricted" | "none";
                            entry?: {
                                /** @description What it holds */
                                description?: string;
                                keywords?: string[];
                                /**
                                 * @description Opening class for the public
                                 * @enum {unknown}
                                 */
                                opening?: "open" | "restricted" | "closed";
                                /** @description Legal basis of its sharing class; a set that is not shared must have one */
                                basis?: string;
                                /** @enum {unknown} */
                                rhythm?: "continuous" | "daily" | "weekly" | "monthly" | "quarterly" | "annual" | "irregular";
                                /** @description Whom to ask */
                                contact?: string;
                                checks?: ({
                                    total: string;
                                    parts: string[];
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "filled";
                                    field: string;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "among";
                                    field: string;
                                    values: (string | number)[];
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "range";
                                    field: string;
                                    min?: number | string;
                                    max?: number | string;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "pattern";
                                    field: string;
                                    pattern: string;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "unique";
                                    fields: string[];
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "exists";
                                    field: string;
                                    dataset: string;
                                    column: string;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "holds";
                                    /** @description FEEL condition over `row` */
                                    formula: string;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "fresh";
                                    field: string;
                                    /** @description The newest value is at most so many days old */
                                    days: number;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "rows";
                                    min?: number;
                                    max?: number;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                })[];
                            };
                            /** @description All rows are made up; shown wherever they appear */
                            synthetic?: boolean;
                        };
                        unit?: string;
                        drops?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        definition: {
                            id: string;
                            title: string;
                            texts?: {
                                en?: {
                                    title?: string;
                                    /** @description What it holds */
                                    description?: string;
                                };
                            };
                            /** @description Owning department */
                            owner?: string;
                            fields: {
                                id: string;
                                /** @enum {unknown} */
                                type: "string" | "integer" | "number" | "decimal" | "boolean" | "date" | "time" | "date-time" | "duration" | "list" | "context" | "any";
                                title?: string;
                                optional?: boolean;
                                enum?: (string | number)[];
                                sharing?: "unconditional" | "restricted" | "none";
                                /**
                                 * @description Sensitivity, L4 the highest
                                 * @enum {unknown}
                                 */
                                level?: "L1" | "L2" | "L3" | "L4";
                                /** @description Says something about a person */
                                personal?: boolean;
                                /** @enum {unknown} */
                                mask?: "name" | "id-card" | "phone" | "all";
                                /** @description What its numbers count: kg, days */
                                unit?: string;
                                /** @description Address of the dataset whose key this holds */
                                ref?: string;
                                /** @description Worked out from the other columns, which it reads as row.name; nobody fills it in */
                                compute?: string;
                                texts?: {
                                    en?: {
                                        title?: string;
                                    };
                                };
                            }[];
                            /** @description Fields that identify a row */
                            key?: string[];
                            unique?: string[][];
                            index?: string[][];
                            totals?: {
                                id: string;
                                /** @description What people read when it does not hold */
                                title?: string;
                                /** @description Column that is added up; without it rows are counted */
                                sum?: string;
                                /** @description Rows with the same values here are added up together; empty: all rows */
                                by: string[];
                                min?: number;
                                max?: number;
                            }[];
                            dated?: boolean;
                            subject?: string;
                            sharing?: "unconditional" | "restricted" | "none";
                            entry?: {
                                /** @description What it holds */
                                description?: string;
                                keywords?: string[];
                                /**
                                 * @description Opening class for the public
                                 * @enum {unknown}
                                 */
                                opening?: "open" | "restricted" | "closed";
                                /** @description Legal basis of its sharing class; a set that is not shared must have one */
                                basis?: string;
                                /** @enum {unknown} */
                                rhythm?: "continuous" | "daily" | "weekly" | "monthly" | "quarterly" | "annual" | "irregular";
                                /** @description Whom to ask */
                                contact?: string;
                                checks?: ({
                                    total: string;
                                    parts: string[];
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "filled";
                                    field: string;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "among";
                                    field: string;
                                    values: (string | number)[];
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "range";
                                    field: string;
                                    min?: number | string;
                                    max?: number | string;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "pattern";
                                    field: string;
                                    pattern: string;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "unique";
                                    fields: string[];
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "exists";
                                    field: string;
                                    dataset: string;
                                    column: string;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "holds";
                                    /** @description FEEL condition over `row` */
                                    formula: string;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "fresh";
                                    field: string;
                                    /** @description The newest value is at most so many days old */
                                    days: number;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "rows";
                                    min?: number;
                                    max?: number;
                                    title?: string;
                                    /** @description Percent of the rows that may be wrong; default 0 */
                                    allow?: number;
                                })[];
                            };
                            /** @description All rows are made up; shown wherever they appear */
                            synthetic?: boolean;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: number;
                            added: string[];
                            changed: string[];
                            removed: {
                                field: string;
                                /** @description Rows that have a value there */
                                rows: number;
                            }[];
                            parts: {
                                /** @enum {unknown} */
                                kind: "total" | "unique" | "index" | "check" | "subject" | "key" | "computed";
                                id: string;
                            }[];
                            misfits: {
                                /** @enum {unknown} */
                                kind: "missing" | "type" | "enum" | "unique" | "reference";
                                fields: string[];
                                rows: number;
                                refused: boolean;
                                examples: {
                                    row: string;
                                    value?: unknown;
                                }[];
                            }[];
                            scenarios: {
                                id: string;
                                title: string;
                                fields: string[];
                            }[];
                            /** @description Scenarios that read such columns and that the reader may not see */
                            others: number;
                            grants: {
                                id: string;
                                scenario: string;
                                fields: string[];
                            }[];
                            referrers: {
                                dataset: string;
                                field: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    dataset: string;
                    field?: string;
                    op?: "=" | "!=" | "<" | "<=" | ">" | ">=" | "null" | "not-null" | "contains";
                    value?: string;
                    /** @description Further tests as JSON text, all of which must hold: [{"field","op","value"}], 10 at most */
                    where?: string;
                    /** @description Column; `-` before it for backwards */
                    sort?: string;
                    offset?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: {
                                id: string;
                                version: number;
                                data: {
                                    [key: string]: unknown;
                                };
                            }[];
                            count: number;
                            reasons?: {
                                [key: string]: {
                                    [key: string]: {
                                        code: string;
                                        message: string;
                                    };
                                };
                            };
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        dataset: string;
                        id: string;
                        version: number;
                        data: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        dataset: string;
                        data: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete: {
            parameters: {
                query: {
                    dataset: string;
                    id: string;
                    version: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/rows/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    dataset: string;
                    field?: string;
                    op?: "=" | "!=" | "<" | "<=" | ">" | ">=" | "null" | "not-null" | "contains";
                    value?: string;
                    /** @description Further tests as JSON text, all of which must hold: [{"field","op","value"}], 10 at most */
                    where?: string;
                    /** @description Column; `-` before it for backwards */
                    sort?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    dataset: string;
                    id: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                kind: "insert" | "update" | "delete";
                                version: number;
                                at: string;
                                /** @description Name of the person; of a run, of whom it is */
                                by: string;
                                import?: string;
                                run?: string;
                                /** @description Path of the step */
                                node?: string;
                                /** @description Of the run */
                                scenario?: string;
                                changes: {
                                    field: string;
                                    from: unknown;
                                    to: unknown;
                                }[];
                            }[];
                            /** @description The row is still there */
                            exists: boolean;
                            /** @description Nothing older was forgotten */
                            whole: boolean;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/gone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    dataset: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                at: string;
                                by: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    dataset: string;
                    field: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            values: (string | number)[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        dataset: string;
                        format: "csv" | "json";
                        text: string;
                        mode: "append" | "upsert" | "replace";
                        accept?: "good-rows" | "nothing";
                        /** @description Parts of one file carry the same text and are undone together */
                        batch?: string;
                        file?: {
                            name: string;
                            /** @description Bytes */
                            size: number;
                            /** @description SHA-256 of the bytes */
                            hash: string;
                            /** @description Rows without the headings */
                            rows: number;
                        };
                        /** @description Rows of the file before this part; with `file` and `batch` */
                        from?: number;
                        reading?: {
                            sheet: number;
                            columns: {
                                field: string;
                                at: number;
                            }[];
                        };
                        /** @description Rows of the file above the first of `text` as a person counts them, headings too: messages that name another row count so */
                        above?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            good: number;
                            bad: number;
                            written: number;
                            /** @description Columns of the file that were passed over, because their values are worked out */
                            computed?: string[];
                            problems: {
                                row: number;
                                field?: string;
                                value?: unknown;
                                code: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    dataset: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                at: string;
                                /** @description Name of the person */
                                by: string;
                                mode: "append" | "upsert" | "replace";
                                written: number;
                                bad: number;
                                undone?: {
                                    at: string;
                                    by: string;
                                };
                                undoing?: {
                                    at: string;
                                    by: string;
                                    /** @description Rows taken back so far; pieces of it are still to come */
                                    taken: number;
                                    left: number;
                                };
                                unfinished?: {
                                    file: {
                                        name: string;
                                        /** @description Bytes */
                                        size: number;
                                        /** @description SHA-256 of the bytes */
                                        hash: string;
                                        /** @description Rows without the headings */
                                        rows: number;
                                    };
                                    /** @description Rows of the file that are dealt with */
                                    next: number;
                                    movedAt: string;
                                    /** @description Whether whoever asks began it: nobody else can go on with it */
                                    mine: boolean;
                                };
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/imports/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        dataset: string;
                        import: string;
                        file: {
                            name: string;
                            /** @description Bytes */
                            size: number;
                            /** @description SHA-256 of the bytes */
                            hash: string;
                            /** @description Rows without the headings */
                            rows: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next: number;
                            written: number;
                            bad: number;
                            reading: {
                                sheet: number;
                                columns: {
                                    field: string;
                                    at: number;
                                }[];
                            };
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/imports/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        dataset: string;
                        import: string;
                        /** @enum {string} */
                        accept?: "good-rows";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            good: number;
                            bad: number;
                            written: number;
                            /** @description Columns of the file that were passed over, because their values are worked out */
                            computed?: string[];
                            problems: {
                                row: number;
                                field?: string;
                                value?: unknown;
                                code: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/imports/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        dataset: string;
                        import: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/imports/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        dataset: string;
                        import: string;
                        /** @description Take back only the next piece, some thousand rows */
                        piece?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            taken: number;
                            left: number;
                            more?: boolean;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    dataset: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            source?: {
                                connection: string;
                                ask: {
                                    /** @enum {string} */
                                    kind: "http";
                                    path: string;
                                    /** @description Keys that lead to the list; none: the whole answer is it */
                                    list: string[];
                                    pages?: {
                                        /** @description `link`: the next page is in the header Link */
                                        by: "page" | "offset" | "link";
                                        param?: string;
                                        first?: number;
                                        size?: number;
                                        sizeParam?: string;
                                    };
                                } | {
                                    /** @enum {string} */
                                    kind: "sql";
                                    sql: string;
                                };
                                columns: {
                                    field: string;
                                    /** @description Keys that lead to the value */
                                    from: string[];
                                }[];
                                every: "never" | "hour" | "day";
                                at?: string;
                            };
                            by?: string;
                            next?: string;
                            running: boolean;
                            last?: {
                                at: string;
                                by?: string;
                                made: number;
                                changed: number;
                                same: number;
                                bad: number;
                                problems: {
                                    row: number;
                                    field?: string;
                                    value?: unknown;
                                    code: string;
                                    message: string;
                                }[];
                                problem?: {
                                    code: string;
                                    detail: string;
                                    hint?: string;
                                };
                            };
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        dataset: string;
                        source: {
                            connection: string;
                            ask: {
                                /** @enum {string} */
                                kind: "http";
                                path: string;
                                /** @description Keys that lead to the list; none: the whole answer is it */
                                list: string[];
                                pages?: {
                                    /** @description `link`: the next page is in the header Link */
                                    by: "page" | "offset" | "link";
                                    param?: string;
                                    first?: number;
                                    size?: number;
                                    sizeParam?: string;
                                };
                            } | {
                                /** @enum {string} */
                                kind: "sql";
                                sql: string;
                            };
                            columns: {
                                field: string;
                                /** @description Keys that lead to the value */
                                from: string[];
                            }[];
                            every: "never" | "hour" | "day";
                            at?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            source?: {
                                connection: string;
                                ask: {
                                    /** @enum {string} */
                                    kind: "http";
                                    path: string;
                                    /** @description Keys that lead to the list; none: the whole answer is it */
                                    list: string[];
                                    pages?: {
                                        /** @description `link`: the next page is in the header Link */
                                        by: "page" | "offset" | "link";
                                        param?: string;
                                        first?: number;
                                        size?: number;
                                        sizeParam?: string;
                                    };
                                } | {
                                    /** @enum {string} */
                                    kind: "sql";
                                    sql: string;
                                };
                                columns: {
                                    field: string;
                                    /** @description Keys that lead to the value */
                                    from: string[];
                                }[];
                                every: "never" | "hour" | "day";
                                at?: string;
                            };
                            by?: string;
                            next?: string;
                            running: boolean;
                            last?: {
                                at: string;
                                by?: string;
                                made: number;
                                changed: number;
                                same: number;
                                bad: number;
                                problems: {
                                    row: number;
                                    field?: string;
                                    value?: unknown;
                                    code: string;
                                    message: string;
                                }[];
                                problem?: {
                                    code: string;
                                    detail: string;
                                    hint?: string;
                                };
                            };
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query: {
                    dataset: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/source/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        dataset: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            source?: {
                                connection: string;
                                ask: {
                                    /** @enum {string} */
                                    kind: "http";
                                    path: string;
                                    /** @description Keys that lead to the list; none: the whole answer is it */
                                    list: string[];
                                    pages?: {
                                        /** @description `link`: the next page is in the header Link */
                                        by: "page" | "offset" | "link";
                                        param?: string;
                                        first?: number;
                                        size?: number;
                                        sizeParam?: string;
                                    };
                                } | {
                                    /** @enum {string} */
                                    kind: "sql";
                                    sql: string;
                                };
                                columns: {
                                    field: string;
                                    /** @description Keys that lead to the value */
                                    from: string[];
                                }[];
                                every: "never" | "hour" | "day";
                                at?: string;
                            };
                            by?: string;
                            next?: string;
                            running: boolean;
                            last?: {
                                at: string;
                                by?: string;
                                made: number;
                                changed: number;
                                same: number;
                                bad: number;
                                problems: {
                                    row: number;
                                    field?: string;
                                    value?: unknown;
                                    code: string;
                                    message: string;
                                }[];
                                problem?: {
                                    code: string;
                                    detail: string;
                                    hint?: string;
                                };
                            };
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/source/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        connection: string;
                        ask: {
                            /** @enum {string} */
                            kind: "http";
                            path: string;
                            /** @description Keys that lead to the list; none: the whole answer is it */
                            list: string[];
                            pages?: {
                                /** @description `link`: the next page is in the header Link */
                                by: "page" | "offset" | "link";
                                param?: string;
                                first?: number;
                                size?: number;
                                sizeParam?: string;
                            };
                        } | {
                            /** @enum {string} */
                            kind: "sql";
                            sql: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access: "test" | "open" | "real";
                            ms: number;
                            requests: number;
                            status?: number;
                            type?: string;
                            body?: unknown;
                            cut?: boolean;
                            columns?: {
                                name: string;
                                /** @enum {unknown} */
                                type: "string" | "integer" | "number" | "decimal" | "boolean" | "date" | "date-time" | "time" | "any";
                            }[];
                            problem?: {
                                code: string;
                                message: string;
                            };
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Tells the runs of an app that wait for an event of this name and key. Programs send `Authorization: Bearer` with an API key made for the app. An `Idempotency-Key` header makes a repeat the same event. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        key: unknown;
                        data?: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            reached: number;
                            id: string;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            reached: number;
                            id: string;
                        };
                    };
                };
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
                /** @description Default Response */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            hint?: string;
                            errors?: {
                                path: string;
                                code?: string;
                                message: string;
                                from?: number;
                                to?: number;
                            }[];
                            details?: {
                                [key: string]: unknown;
                            };
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
