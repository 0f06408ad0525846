// An S3 server for one test: server.mjs FOLDER PORT BUCKET LOG [plain]. Says its port on standard output, writes a line for
// each request into LOG, and ends when standard input does. s3rver looks at the access key only, and at no condition; the
// signature, If-Match and If-None-Match are looked at here. A plain one knows no condition on writing and says so.
import { createHash, createHmac } from "node:crypto";
import { appendFileSync } from "node:fs";
import S3rver from "s3rver";

const SECRET = "S3RVER";
const [directory, port, name, log, plain] = process.argv.slice(2);
const server = new S3rver({
  address: "127.0.0.1",
  port: Number(port),
  silent: true,
  directory,
  configureBuckets: [{ name }],
});

// AWS Signature Version 4, as the server works it out.
function signature(request) {
  const authorization = request.headers.authorization ?? "";
  const said = (what) => new RegExp(`${what}=([^, ]+)`).exec(authorization)?.[1] ?? "";
  const [, day, region, service, end] = said("Credential").split("/");
  const names = said("SignedHeaders").split(";");
  const [path, query = ""] = request.url.split("?");
  const canonical = [
    request.method,
    path,
    query.split("&").map((pair) => (pair && !pair.includes("=") ? `${pair}=` : pair)).sort().join("&"),
    ...names.map((name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}`),
    "",
    names.join(";"),
    request.headers["x-amz-content-sha256"],
  ].join("\n");
  const scope = [day, region, service, end].join("/");
  const hash = createHash("sha256").update(canonical).digest("hex");
  const text = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, hash].join("\n");
  const key = [day, region, service, end].reduce(
    (key, part) => createHmac("sha256", key).update(part).digest(),
    `AWS4${SECRET}`,
  );
  return { said: said("Signature"), right: createHmac("sha256", key).update(text).digest("hex") };
}

let before = Promise.resolve();
server.middleware.unshift(async (ctx, next) => {
  appendFileSync(log, `${ctx.method} ${decodeURIComponent(ctx.url)} ${ctx.get("range")}\n`);
  const { said, right } = signature(ctx.req);
  const refuse = (status, code) => {
    ctx.status = status;
    ctx.type = "application/xml";
    ctx.body = `<Error><Code>${code}</Code></Error>`;
  };
  const isOurs = ctx.get("authorization").includes(`Credential=${SECRET}/`);
  if (isOurs && said !== right) return refuse(403, "SignatureDoesNotMatch");
  if (ctx.get("if-none-match") && plain) return refuse(501, "NotImplemented");
  if (!ctx.get("if-none-match") && !ctx.get("if-match")) return next();
  // One after the other, so that nothing comes between looking and writing.
  const conditional = before.then(async () => {
    const [, bucket, ...key] = decodeURIComponent(ctx.path).split("/");
    const etag = (await server.store.getObject(bucket, key.join("/")))?.metadata.etag;
    const fits = ctx.get("if-match") ? ctx.get("if-match") === etag : etag === undefined;
    return fits ? next() : refuse(412, "PreconditionFailed");
  });
  before = conditional.catch(() => {});
  return conditional;
});
console.log((await server.run()).port);
process.stdin.on("end", () => process.exit(0)).resume();
