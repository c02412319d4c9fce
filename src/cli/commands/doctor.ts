import type { Command } from 'commander'
import type { Examined } from '../../doctor/doctor.ts'
import type { Level } from '../../doctor/finding.ts'
import { trustDevelopmentCertificate } from '../../tls/development-certificate.ts'
import type { CommandContext } from '../context.ts'
import { exitCodes } from '../failure.ts'
import { findingForPrograms, findingLine } from '../text/finding.ts'
import { painter, wantsColour } from '../text/paint.ts'

/** `stepwell doctor`: what is not as it has to be, and what to do about it. */
export function addDoctor(program: Command, context: CommandContext): void {
  const { say, settings, surroundings, language } = context
  program
    .command('doctor')
    .description(say('help.doctor'))
    .option('--data <folder>', say('help.serve.data'))
    .addHelpText('after', `\n${say('help.doctor.after')}`)
    .action(async ({ data = settings.data }: { readonly data?: string }) => {
      trustDevelopmentCertificate(data)
      const { examineFolder } = await import('../../upkeep.ts')
      const { now, stdout } = surroundings
      const paint = painter(wantsColour(stdout))
      const all: Examined[] = []
      const { url: serverUrl, tlsCertificate, tlsKey } = settings
      for await (const found of examineFolder(data, { serverUrl, tlsCertificate, tlsKey, now })) {
        all.push(found)
        if (!context.json) context.print(findingLine(found, language, paint))
      }
      const count = (level: Level): number => all.filter(found => found.level === level).length
      const [problems, warnings] = [count('problem'), count('warning')]
      if (context.json) {
        const findings = all.map(found => findingForPrograms(found, language))
        context.print(JSON.stringify({ problems, warnings, findings }, null, 2))
      } else {
        const verdict = problems > 0 ? 'doctor.problems' : warnings > 0 ? 'doctor.warnings' : 'doctor.well'
        context.print(`\n${say(verdict, { problems, warnings })}`)
      }
      if (problems > 0) context.exitWith(exitCodes.problemFound)
    })
}
