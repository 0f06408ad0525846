// The helpers of the comparison; `tests/it/helpers.rs` has the same ones for stencil.
'use strict';

const text = value => (value === null || value === undefined ? '' : '' + value);

// The first parameter; the last argument of a helper is its options.
const first = args => (args.length > 1 ? args[0] : undefined);

exports.register = function register(handlebars) {
    const {SafeString, createFrame} = handlebars;
    const all = {
        upper: (...args) => text(first(args)).toUpperCase(),
        safe: (...args) => new SafeString(text(first(args))),
        eq: (...args) => first(args) === (args.length > 2 ? args[1] : undefined),
        num: () => 42,
        nothing: () => undefined,
        nul: () => null,
        list3: () => [1, 'a<', null],
        title: () => 'TITLE',
        fail: () => {
            throw new Error('fail');
        },
        // Everything about a call that can be seen.
        show(...args) {
            const options = args.pop();
            const hash = Object.entries(options.hash).map(([key, value]) => `${key}=${text(value)}`);
            return `${options.name}(${args.map(text).join('|')};${hash.join(',')};${options.fn ? 'block' : 'tag'})`;
        },
        dataof: (name, options) => options.data[name],
        wrap(...args) {
            const options = args.pop();
            return options.fn ? `<${options.fn(this)}>` : '<>';
        },
        twice(...args) {
            const options = args.pop();
            return options.fn(this) + options.fn(this);
        },
        otherwise(...args) {
            const options = args.pop();
            return options.inverse(this);
        },
        scope(...args) {
            const options = args.pop();
            return options.fn(options.hash);
        },
        framed(...args) {
            const options = args.pop();
            const data = createFrame(options.data);
            data.level = args[0];
            return options.fn(this, {data, blockParams: [args[0], 'second']});
        },
        loop(items, options) {
            if (!Array.isArray(items)) {
                return options.inverse(this);
            }
            const data = createFrame(options.data);
            return items
                .map((item, index) => {
                    data.index = index;
                    data.number = index + 1;
                    return options.fn(item, {data, blockParams: [item, index]});
                })
                .join('');
        }
    };
    Object.entries(all).forEach(([name, helper]) => handlebars.registerHelper(name, helper));
};
