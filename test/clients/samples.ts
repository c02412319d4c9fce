import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Call } from './driver.ts'
import type { Scene } from './scene.ts'

/** The languages that the pages have samples in, by the toolchain's name. */
const beginnings: { readonly [language: string]: RegExp } = {
  Java: /^package com\.huaweicloud\.sdk\.test;.*?^\}$/ms,
  Python: /^# coding: utf-8.*?error_msg\)$/ms,
  Go: /^package main.*?^\}$/ms,
}

/** A sample that a seed page prints, in each of the languages. */
export interface Sample {
  /** Number of the page: `000`. */
  readonly page: string
  readonly file: string
  readonly operation: string
  /** The task that is asked for. */
  readonly task: (
    scene: Scene,
  ) => Pick<Call, 'service'> & { readonly instance: string; readonly task: string }
  /** What it has to print. */
  readonly prints: (scene: Scene) => readonly (string | RegExp)[]
}

const refusal = ['400', 'DBS.280001', /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/]

/** Page 003 has no samples, and page 001 those of 000 without their line breaks. */
export const samples: readonly Sample[] = [
  {
    page: '000',
    file: 'seed-000-dcs-progress-en.txt',
    operation: 'ShowBackgroundTaskProgress',
    task: ({ services: { dcs } }) => ({ service: 'dcs', instance: dcs.instance.id, task: dcs.failed.id }),
    prints: () => ['Pre-check.', 'FAILED', 'DCS.7001', 'Specification change.', 'WAITING'],
  },
  {
    page: '002',
    file: 'seed-002-kafka-task.txt',
    operation: 'ShowBackgroundTask',
    task: ({ services: { dms } }) => ({ service: 'dms', instance: dms.instance.id, task: dms.done.id }),
    prints: ({ services: { dms } }) => [dms.done.id, 'kafkaDiskExpansion', 'SUCCESS', dms.done.createdAt],
  },
  {
    page: '004',
    file: 'seed-004-taurusdb-task-detail.txt',
    operation: 'ShowTaskDetails',
    task: ({ services: { taurusdb } }) => ({ service: 'taurusdb', instance: taurusdb.instance.id, task: '' }),
    // It names no job, which the page's own table calls mandatory.
    prints: () => refusal,
  },
]

const besides = ['../../../shared/reference/', '../../../../shared/reference/']

/** The folder of the seed pages, beside the clone; null: they are not there. */
export function seedPages(): string | null {
  const folders = besides.map(path => fileURLToPath(new URL(path, import.meta.url)))
  return folders.find(folder => existsSync(folder)) ?? null
}

const region = 'cn-north-4'

/** The service's name in the variable that gives a region's endpoint to every SDK. */
const namesInVariable: { readonly [service: string]: string } = {
  dcs: 'DCS',
  dms: 'KAFKA',
  taurusdb: 'GAUSSDB',
}

/** How a sample is run as printed. */
export interface ReadySample {
  readonly source: string
  readonly environment: Readonly<Record<string, string>>
}

/** A page's sample in a language with the ids of a task put in; its endpoint comes by the environment, as the SDKs provide. */
export async function readySample(
  sample: Sample,
  language: string,
  folder: string,
  scene: Scene,
  by: Pick<Call, 'endpoint' | 'accessKey' | 'secretKey' | 'project'>,
): Promise<ReadySample> {
  const page = await readFile(`${folder}/${sample.file}`, 'utf8')
  const [printed] = beginnings[language]!.exec(page) ?? []
  assert.ok(printed !== undefined, `${sample.file} has no sample in ${language}`)
  const { service, instance, task } = sample.task(scene)
  const source = printed
    .replace('{project_id}', by.project)
    .replace('{instance_id}', instance)
    .replace('{task_id}', task)
    .replace('<YOUR REGION>', region)
    // The pages' Go samples use `os` without importing it: as printed they are not compiled.
    .replace(/^\t"fmt"$/m, '\t"fmt"\n\t"os"')
  const variable = `HUAWEICLOUD_SDK_REGION_${namesInVariable[service]}_${region.toUpperCase().replaceAll('-', '_')}`
  return {
    source,
    environment: {
      CLOUD_SDK_AK: by.accessKey,
      CLOUD_SDK_SK: by.secretKey,
      [variable]: by.endpoint,
    },
  }
}

const words = (text: string): string => text.replaceAll(/\s+/g, '')

/** Whether page 001 prints the same programs as page 000: its line breaks are lost, so that it cannot be run itself. */
export async function isSameOnChinesePage(language: string, folder: string): Promise<boolean> {
  const [english, chinese] = await Promise.all(
    ['seed-000-dcs-progress-en.txt', 'seed-001-dcs-progress-zh.txt'].map(name =>
      readFile(`${folder}/${name}`, 'utf8'),
    ),
  )
  const [printed = ''] = beginnings[language]!.exec(english!) ?? []
  return printed !== '' && words(chinese!).includes(words(printed))
}
