// SPDX-License-Identifier: Apache-2.0
// A client that knows the address of a server and the name of one of its services, and asks that server for the rest.
// It writes one JSON document with what it found. Usage: node client.js HOST:PORT SERVICE METHOD REQUEST_AS_JSON
'use strict';

const grpc = require('@grpc/grpc-js');
const health = require('grpc-health-check');
const loader = require('@grpc/proto-loader');
const path = require('path');

const [address, service, method, request] = process.argv.slice(2);
const credentials = grpc.credentials.createInsecure();
const options = { longs: String, defaults: true };

function standard(file, name) {
  return grpc.loadPackageDefinition(loader.loadSync(file, options))[name.split('.')[0]];
}

const described = path.join(
  path.dirname(require.resolve('@grpc/reflection/package.json')),
  'build/proto/grpc/reflection/v1/reflection.proto');

function unary(client, name, message) {
  const deadline = Date.now() + 30000;
  return new Promise((resolve, reject) => {
    client[name](message, { deadline }, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
}

/** Asks one thing on a stream of its own. */
function reflected(client, question) {
  return new Promise((resolve, reject) => {
    const stream = client.serverReflectionInfo({ deadline: Date.now() + 30000 });
    stream.on('data', resolve);
    stream.on('error', reject);
    stream.write(question);
    stream.end();
  });
}

/** A FileDescriptorSet: field 1 of each file, with its length before it. */
function asSet(files) {
  const parts = [];
  for (const file of files) {
    const head = [0x0a];
    let length = file.length;
    for (; length > 0x7f; length >>>= 7) {
      head.push((length & 0x7f) | 0x80);
    }
    head.push(length);
    parts.push(Buffer.from(head), file);
  }
  return Buffer.concat(parts);
}

async function main() {
  const { ServerReflection } = standard(described, 'grpc').reflection.v1;
  const reflection = new ServerReflection(address, credentials);
  const list = await reflected(reflection, { listServices: '*' });
  const description = await reflected(reflection, { fileContainingSymbol: service });
  const unknown = await reflected(reflection, { fileContainingSymbol: 'no.such.Service' });

  const types = loader.loadFileDescriptorSetFromBuffer(
    asSet(description.fileDescriptorResponse.fileDescriptorProto), options);
  const Client = grpc.makeGenericClientConstructor(types[service], service);
  const client = new Client(address, credentials);

  const { Health } = standard(health.protoPath, 'grpc').health.v1;
  const checks = new Health(address, credentials);
  const ill = await unary(checks, 'check', { service: 'no.such.Service' }).catch((error) => error);

  console.log(JSON.stringify({
    services: list.listServicesResponse.service.map((each) => each.name),
    methods: Object.keys(types[service]),
    unknown: unknown.errorResponse.errorCode,
    hub: (await unary(checks, 'check', {})).status,
    health: (await unary(checks, 'check', { service })).status,
    unhealthy: grpc.status[ill.code],
    answer: await unary(client, method, JSON.parse(request)),
  }));
  [reflection, checks, client].forEach((each) => each.close());
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
