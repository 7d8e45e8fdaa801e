import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

// The types of the client are written by hand; this compares them with the records, enums and pushes they mirror.
const contracts = resolve('../Dispatch.Contracts')
const accounts = resolve('../Dispatch.Web/Accounts')
const boards = resolve('../Dispatch.Web/Boards')
const cases = resolve('../Dispatch.Web/Cases')
const duty = resolve('../Dispatch.Web/Duty')
const incidents = resolve('../Dispatch.Web/Incidents')
const insight = ['../Dispatch.Web/Insight', '../Dispatch.Records/Insight'].map((path) => resolve(path))
const csharp = [contracts, accounts, boards, cases, duty, incidents, ...insight]
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => resolve(folder, path)))
  .filter((path) => path.endsWith('.cs') && !/[\\/](bin|obj)[\\/]/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')
const typescript = ['types.ts', 'helpTypes.ts', 'boardTypes.ts', 'chatTypes.ts', 'careTypes.ts', 'screeningTypes.ts', 'opsTypes.ts', 'accountTypes.ts', 'insightTypes.ts', 'emergencyTypes.ts', 'dutyTypes.ts', 'curveTypes.ts', 'incidentTypes.ts'].map((name) => readFileSync(`src/shared/api/${name}`, 'utf8')).join('\n')

const mirrored = [
  'BoardRow', 'BoardResponder', 'BoardView', 'BoardPush', 'RequestView', 'RequestOffer', 'RequestAssignment', 'TimelineEntry', 'OfferView', 'TaskView',
  'HelpView', 'HelpResponder', 'HelpStep', 'HelpOpening', 'Consent', 'SealedView', 'StationNotice', 'CandidateView', 'ScoreFactor', 'ResponderView', 'PastTask', 'QuietHours', 'RequestDraft', 'SetDuty', 'GeoPoint', 'SkillLevel',
  'ProcessLoad', 'GrainTypeFigures', 'StorageFigures', 'ReminderFigures', 'MembershipChange', 'MembershipView', 'ProcessReport', 'ProcessView', 'OpsView',
  'HalfView', 'PasskeyView', 'OwnSessionView', 'OwnAccountView', 'TotpOffer', 'PersonView', 'Application', 'PeopleView', 'LinkView', 'LinkTargetView', 'CodeView', 'AccountNotice', 'AgreementView',
  'InstrumentView', 'BandView', 'QuestionnaireView', 'QuestionView', 'ChoiceView', 'ScreeningAnswer', 'ScreeningStatus', 'ScreeningReceipt', 'ScreeningItem',
  'ScreeningResult', 'ScreeningView', 'ScreeningOutcome', 'ChatMessage', 'ChatAlarmView', 'ChatView', 'ChatReceipt', 'ChatBell', 'ChatStirring',
  'PersonRow', 'UnitRow', 'AlarmView', 'EmergencyEvent', 'StoodDown', 'ScenePlace', 'MayDo', 'EmergencyView', 'EmergencyBrief', 'PageView', 'UnitPageView',
  'FollowUpView', 'FollowUpAlert', 'FollowUpTaskView', 'CareDemandView', 'DemandReason', 'QualificationView', 'CompetenceTerm', 'QualificationNote', 'CareRow', 'CareDeskView', 'CareColleague', 'LevelChange', 'LevelView', 'StepEntry', 'CaseContact', 'NoteRef', 'NoteView', 'Goal',
  'Referral', 'Supervision', 'Reassessment', 'LinkedFile', 'Signature', 'CaseEvent', 'CaseView', 'StepName', 'CareUnit', 'PersonName', 'CasePage',
  'IncidentView', 'IncidentPersonRow', 'StaffCallRow', 'IncidentMay', 'IncidentBrief', 'IncidentList', 'IncidentKind', 'NamedIncident', 'PersonEnteredView',
  'CurvesView', 'CurveView', 'CurvePoint', 'CurveEvent',
  'DutyShift', 'DutyGap', 'DutySwap', 'DutyItem', 'DutyHandOver', 'DutyAlert', 'DutyPerson', 'DutyView', 'DutyPage', 'OwnAlert',
  'InsightDoors', 'InsightDoor', 'MeasureView', 'FiguresView', 'FigureView', 'TallyCell', 'TableView', 'EntriesView', 'EntryView',
]
const enums = [
  'RiskLevel', 'Lane', 'ResponderKind', 'Channel', 'Gender', 'TravelMode', 'Role', 'RequestState', 'AssignmentState', 'OfferState', 'Answer', 'ProgressStep',
  'ProcessKind', 'ProcessState', 'MembershipEvent', 'Factor', 'AccountPhase', 'SignInStep', 'MeasureUnit', 'Purpose',
  'Population', 'CareStep', 'CrisisStage', 'StepCriterion', 'CaseState', 'ReferralState', 'GoalState', 'NoteKind', 'LevelStep', 'ContactWay', 'ContactResult', 'FollowUpStanding',
  'FollowUpRung', 'FollowUpOutcome', 'FollowUpCause', 'FollowUpTaskState', 'FollowUpTaskEnd',
  'ChatSide', 'ChatEvent', 'ChatAlarmKind', 'ChatStir',
  'CurveMeasure', 'CurveEventKind',
  'IncidentState', 'IncidentOutcome', 'CallStep',
  'DutyPart', 'DutyGapKind', 'DutyAnswer', 'DutyItemKind', 'DutyItemState', 'DutyAlertKind',
  'EmergencyState', 'Office', 'PageReason', 'PageStep', 'Outcome', 'UnitKind',
]

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

function recordFields(name: string): string[] {
  const parameters = new RegExp(`record (?:struct )?${name}\\(([^)]*)\\)`).exec(csharp)?.[1] ?? ''
  return parameters
    .replace(/=[^,]*/g, '')
    .split(/,(?![^<]*>)/)
    .map((parameter) => camel(parameter.trim().split(/\s+/).at(-1) ?? ''))
}

function interfaceFields(name: string): string[] {
  const [, base, body = ''] = new RegExp(`export interface ${name}(?: extends (\\w+))? {([^}]*)}`).exec(typescript) ?? []
  return [...(base ? interfaceFields(base) : []), ...[...body.matchAll(/^ {2}(\w+)\??:/gm)].map((match) => match[1] ?? '')]
}

function enumMembers(name: string): string[] {
  const body = new RegExp(`enum ${name}\\s*{([^}]*)}`).exec(csharp)?.[1] ?? ''
  return [...body.matchAll(/^\s*([A-Z]\w*)(?: = \d+)?,/gm)].map((match) => match[1] ?? '')
}

function unionMembers(name: string): string[] {
  const body = new RegExp(`export type ${name} =([^\\n]*(?:\\n {2}\\|[^\\n]*)*)`).exec(typescript)?.[1] ?? ''
  return [...body.matchAll(/'(\w+)'/g)].map((match) => match[1] ?? '')
}

describe('Views', () => {
  test.each(mirrored)('Mirror_%s_HasTheFieldsOfTheRecord', (name) => {
    expect(recordFields(name).length).toBeGreaterThan(1)
    expect(interfaceFields(name).sort()).toEqual(recordFields(name).sort())
  })

  test.each(enums)('Mirror_%s_HasTheMembersOfTheEnum', (name) => {
    expect(enumMembers(name).length).toBeGreaterThan(1)
    expect(unionMembers(name)).toEqual(enumMembers(name))
  })
})

test('Pushes_OfTheHub_AreThoseOfTheClientInterface', () => {
  const body = /interface ILiveClient\s*{([\s\S]*?)\n}/.exec(csharp)?.[1] ?? ''
  const pushes = [...body.matchAll(/Task (\w+)\((\w+) /g)].map((match) => `${match[1]}: ${match[2]}`)
  const mirror = /export interface LivePushes {([^}]*)}/.exec(typescript)?.[1] ?? ''
  expect(pushes.length).toBeGreaterThan(3)
  expect(mirror.trim().split(/\s*\n\s*/)).toEqual(pushes)
})
