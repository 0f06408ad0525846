// Renders cases with Handlebars.js and express-hbs, for comparison with stencil.
//
// Standard input: one JSON value a line. The first is the list of shared contexts; each other one is a case:
//   { "template": "…", "partials": {"name": "…"}, "context": …, "shared": null | INDEX, "data": {…} }  rendered by Handlebars.js
//   { "page": "name", "files": {"name.hbs": "…"}, "partials": {…}, "context": …, "shared": null, "data": {…} }  rendered by express-hbs
// Standard output: one line a case, { "output": "…" } or { "error": "…" }.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
// Handlebars.js writes its code through the package source-map, slowly, unless it believes to be in a browser.

globalThis.define = Object.assign(() => {}, {amd: true});
const Handlebars = require('handlebars');
delete globalThis.define;
const expressHbs = require('express-hbs');
const helpers = require('./helpers');

// The compiled code of Handlebars.js joins what it prints by "+", so that two unescaped numbers side by side are added
// up. Stencil prints them one after the other on purpose; so does the reference here.
const compiler = Handlebars.JavaScriptCompiler.prototype;
const append = compiler.appendToBuffer;
compiler.appendToBuffer = function (source, location, explicit) {
    return append.call(this, ["('' + (", ...[].concat(source), '))'], location, explicit);
};

// As Ghost compiles themes.
const options = {preventIndent: true};

/** JSON has no undefined, NaN or SafeString: they come as {"$": …}. */
function revive(value) {
    if (Array.isArray(value)) {
        return value.map(revive);
    }
    if (value && typeof value === 'object') {
        if ('$' in value) {
            return value.$ === 'undefined' ? undefined : Number(value.$);
        }
        if ('$safe' in value) {
            return new Handlebars.SafeString(value.$safe);
        }
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]));
    }
    return value;
}

function fresh() {
    const handlebars = Handlebars.create();
    handlebars.log = () => {};
    helpers.register(handlebars);
    return handlebars;
}

const shared = fresh();

const known = new Map();

/** A partial, which must be correct even if nobody calls it. */
function compiled(source) {
    if (!known.has(source)) {
        known.set(source, compile(source));
    }
    return known.get(source);
}

/** As `Handlebars.compile`, but evaluating one text for the template instead of one for each block: much faster. */
function compile(source) {
    return shared.template(new Function(`return ${shared.precompile(source, options)}`)());
}

function renderPlain(test, context) {
    const partials = {};
    for (const [name, source] of Object.entries(test.partials || {})) {
        partials[name] = compiled(source);
    }
    const template = compile(test.template);
    return template(context, {data: revive(test.data || {}), partials});
}

function renderExpress(test, context, folder) {
    fs.mkdirSync(path.join(folder, 'partials'), {recursive: true});
    const write = (name, source) => {
        const file = path.join(folder, name);
        fs.mkdirSync(path.dirname(file), {recursive: true});
        fs.writeFileSync(file, source);
    };
    Object.entries(test.files).forEach(([name, source]) => write(name, source));
    Object.entries(test.partials || {}).forEach(([name, source]) => write(`partials/${name}.hbs`, source));
    const hbs = expressHbs.create();
    hbs.handlebars = fresh();
    const engine = hbs.express4({
        partialsDir: path.join(folder, 'partials'),
        handlebars: hbs.handlebars,
        templateOptions: {data: revive(test.data || {})},
        onCompile: (self, source) => self.handlebars.compile(source, options)
    });
    const locals = {...context, settings: {views: folder}};
    return new Promise((resolve, reject) => {
        engine(path.join(folder, `${test.page}.hbs`), locals, (error, html) => (error ? reject(error) : resolve(html)));
    });
}

async function main() {
    const lines = fs.readFileSync(0, 'utf8').split('\n').filter(Boolean);
    const contexts = JSON.parse(lines[0]);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stencil-'));
    const answers = [];
    for (const [number, line] of lines.slice(1).entries()) {
        const test = JSON.parse(line);
        const context = revive(test.shared === null ? test.context : contexts[test.shared]);
        try {
            const output = test.files
                ? await renderExpress(test, context, path.join(folder, String(number)))
                : renderPlain(test, context);
            answers.push(JSON.stringify({output}));
        } catch (error) {
            answers.push(JSON.stringify({error: String(error && error.message)}));
        }
    }
    fs.rmSync(folder, {recursive: true});
    fs.writeFileSync(1, answers.join('\n') + '\n');
}

main();
