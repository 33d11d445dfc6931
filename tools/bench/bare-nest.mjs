// One Nest route that answers a constant, as big as what the product's route answered: node bare-nest.mjs <bytes>. Prints its port.
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

const answer = { items: 'x'.repeat(Math.max(0, Number(process.argv[2]) - 12)) };

class Bare {
  list() {
    return answer;
  }
}
Get('list')(Bare.prototype, 'list', Object.getOwnPropertyDescriptor(Bare.prototype, 'list'));
Controller()(Bare);

class BareModule {}
Module({ controllers: [Bare] })(BareModule);

const app = await NestFactory.create(BareModule, { logger: false });
await app.listen(0, '127.0.0.1');
console.log(app.getHttpServer().address().port);
