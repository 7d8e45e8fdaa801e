using System.Collections.Immutable;
using System.Reflection;
using static Dispatch.Domain.Access.Reach;

namespace Dispatch.Domain.Access;

/// <summary>Who may do what: the one table. Routes, hub methods and actors name its rows; docs/access.md is written from it.</summary>
public static class AccessTable
{
    public static readonly AccessRule ReadPublic = Anybody("public.read", "read the catalogue, the stations, the description of the API, the client, health");
    public static readonly AccessRule ReadMetrics = Anybody("metrics.read", "read figures, with the token of the settings");
    public static readonly AccessRule SignIn = Anybody("session.sign-in", "sign in, and ask who is signed in");
    public static readonly AccessRule SignOut = new("session.sign-out", "end the own session", None, Own, Own, Own, Own, Own);
    public static readonly AccessRule SecondStep =
        Anybody("session.second-step", "give a second factor, or take one up: by a session, or a sign-in that waits for it");

    public static readonly AccessRule OwnAccount =
        new("account.own", "see, copy, change and delete the own account, and be told what happened to it", None, Own, Own, Own, Own, Own);

    public static readonly AccessRule UseLink = Anybody("account.link", "open or reset an account by the link that staff issued");
    public static readonly AccessRule Apply = Anybody("account.apply", "apply for an account at a station");
    public static readonly AccessRule ManagePeople = Staff("people.manage", "list, invite, approve, reset, move, close and erase accounts, below the own role");

    public static readonly AccessRule Qualify =
        new("people.qualify", "see and say what a counsellor of the station is qualified for", None, None, None, None, Station, None);

    public static readonly AccessRule ManageInstallation =
        new("people.installation", "the same with accounts that belong to no station", None, None, None, None, None, Reach.All);

    public static readonly AccessRule Connect = Anybody("live.connect", "open a connection to the live hub");

    public static readonly AccessRule Submit = Anybody("request.submit", "raise a request; staff on behalf of a resident");
    public static readonly AccessRule ReadHelp = Anybody("help.read", "follow a request by its case code, and see who opened its sealed words");
    public static readonly AccessRule CancelHelp = Anybody("help.cancel", "call a request off by its case code");
    public static readonly AccessRule ConfirmHelp = Anybody("help.confirm", "say by the case code whether the promise was kept");

    public static readonly AccessRule ConsentHelp = Anybody("help.consent", "allow a purpose by the case code, or take that back");
    public static readonly AccessRule ExportHelp = Anybody("help.export", "take a copy of the own data by the case code");
    public static readonly AccessRule EraseHelp = Anybody("help.erase", "delete the own data by the case code, once the request has ended");

    public static readonly AccessRule ChatHelp = Anybody("help.chat", "talk with one's counsellor by the case code");
    public static readonly AccessRule Chat = new("chat.use", "read and write the chat of a request one has in hand", None, None, Own, None, None, None);
    public static readonly AccessRule Transcript =
        new("chat.transcript", "take a copy of a chat with the resident's consent", None, None, Own, None, Station, None);

    public static readonly AccessRule ScreeningHelp = Anybody("help.screening", "take a screening by the case code");
    public static readonly AccessRule ReadInstruments =
        new("screening.instruments", "see which instruments there are, and which wait for their wording", None, None, Reach.All, Reach.All, Reach.All, Reach.All);

    public static readonly AccessRule ReadScreenings =
        new("screening.list", "see which screenings were asked and answered, without answers", None, None, Own, Station, Station, None);

    public static readonly AccessRule AskScreening = new("screening.ask", "ask a resident to take a screening", None, None, Own, Station, Station, None);
    public static readonly AccessRule AnswerScreening = new("screening.answer", "take a resident's answers down", None, None, Own, Station, Station, None);
    public static readonly AccessRule ReadOutcome = new("screening.result", "read the answers and result of a screening", None, None, Own, None, None, None);
    public static readonly AccessRule DecideScreening = new("screening.decide", "say what follows from a screening, with a licence", None, None, Own, None, None, None);

    public static readonly AccessRule ReadRequest = new("request.read", "read a request: service class", None, Own, Own, Station, Station, Reach.All);
    public static readonly AccessRule ReadTimeline = Staff("request.timeline", "read what happened to a request");
    public static readonly AccessRule ReadCandidates = Staff("request.candidates", "see who could serve a request, and why not");
    public static readonly AccessRule Dispatch = Staff("request.dispatch", "send a responder by hand");
    public static readonly AccessRule Widen = Staff("request.widen", "go to the next wave");
    public static readonly AccessRule Release = Staff("request.release", "let a request go on that an incident pauses");
    public static readonly AccessRule Refer = Staff("request.refer", "hand a request to another institution");
    public static readonly AccessRule Cancel = Staff("request.cancel", "call a request off for a resident");
    public static readonly AccessRule TakeOver = Staff("request.own", "become the owner of a request");
    public static readonly AccessRule Raise = new("request.raise", "raise the level", None, Own, Station, Station, Station, Reach.All);
    public static readonly AccessRule OpenSealed = new("sealed.open", "open sealed words for 15 minutes, with a reason", None, None, None, None, Station, Reach.All);
    public static readonly AccessRule ReadSealed = new("sealed.read", "read sealed words that one has opened", None, None, None, None, Station, Reach.All);
    public static readonly AccessRule Notices = new("notice.read", "see who opened sealed words, and say that it was seen", None, None, None, None, Station, Reach.All);

    public static readonly AccessRule ReadDesk =
        new("case.desk", "see who waits for a counsellor, the own cases, and their follow-ups; a head those of the station", None, None, Own, None, Station, None);

    public static readonly AccessRule TakeCase = new("case.take", "take a case that waits, or put one away that nobody needs", None, None, Own, None, None, None);
    public static readonly AccessRule ReadCase = Care("case.read", "read a case: its team, and the head of its station");
    public static readonly AccessRule WorkCase = Care("case.work", "act on a case, as far as one's part in it goes");
    public static readonly AccessRule NameDemand = Care("case.demand", "see and say which populations a case belongs to, and who has a conflict of interest");
    public static readonly AccessRule OpenNotes = new("case.notes-open", "open the sealed notes of a case for 15 minutes, with a reason", None, None, None, None, Station, None);

    public static readonly AccessRule SideFiles = new(
        "side-file.use", "lead disputes and petitions, and ask for help in them: how far it is, and nothing of a case", None, None, None, Station, Station, None);

    public static readonly AccessRule ReadEmergency = new(
        "emergency.read", "follow an emergency that one was called to, or of the own station: who has it, who is on the way", None, None, Own, Station, Station, Reach.All);
    public static readonly AccessRule AnswerEmergency =
        new("emergency.answer", "say that one has an emergency, is on the way, there, well, back, debriefed", None, None, Own, Station, Station, None);
    public static readonly AccessRule LeadEmergency = new(
        "emergency.lead", "become the named lead, say what was heard of who cannot be reached; crisis-qualified, or the head", None, None, Own, None, Station, None);
    public static readonly AccessRule CallEmergency =
        new("emergency.call", "call one more person, make a linked unit's page or take it back, note what a unit said", None, None, Own, Station, Station, None);
    public static readonly AccessRule StandDown = new("emergency.stand-down", "end an emergency; crisis-qualified, or the head", None, None, Own, None, Station, None);
    public static readonly AccessRule ReadPages = new("page.read", "see the own pages", None, None, Own, Own, Own, None);
    public static readonly AccessRule UnitPage = Anybody("unit.page", "see and answer, by a one-time page, the emergency that it was made for");
    public static readonly AccessRule ReadWatch = new("duty.read", "see who is on watch and which emergencies run", None, None, Station, Station, Station, Reach.All);

    public static readonly AccessRule ReadIncidents =
        new("incident.read", "follow the public incidents of the station: its people by urgency, who was called and comes", None, None, Station, Station, Station, None);

    public static readonly AccessRule DeclareIncident =
        new("incident.declare", "declare a public incident, and end it; crisis-qualified, or the head", None, None, Station, None, Station, None);

    public static readonly AccessRule EnterPeople =
        new("incident.enter", "take people of an incident in, and raise their level", None, None, Station, Station, Station, None);

    public static readonly AccessRule TriagePeople =
        new("incident.triage", "confirm or lower the level of a person of an incident, with a licence", None, None, Station, None, None, None);

    public static readonly AccessRule AnswerCall =
        new("incident.answer", "say that one has seen the call, comes, is there or cannot", None, None, Station, Station, Station, None);

    public static readonly AccessRule ReadRoster =
        new("roster.read", "see the duty roster of the own station, or of one that plans oneself", None, None, Station, Station, Station, None);

    public static readonly AccessRule PlanRoster = new("roster.plan", "plan the duty roster", None, None, None, None, Station, None);
    public static readonly AccessRule TakeShift =
        new("roster.take", "begin a shift, give a place to a colleague, hand the watch over", None, None, Station, None, None, None);

    public static readonly AccessRule OwnCalendar =
        new("calendar.own", "make and revoke the address of the own follow-ups' calendar", None, None, Own, None, Own, None);

    public static readonly AccessRule ReadCalendar = Anybody("calendar.read", "read a calendar by its address, which nobody guesses and its owner revokes");

    public static readonly AccessRule ReadMe = Responder("me.read", "see the own duty, offers and tasks");
    public static readonly AccessRule SetDuty = Responder("me.duty", "go on or off duty");
    public static readonly AccessRule Consent = Responder("me.consent", "allow a purpose, or take that back");
    public static readonly AccessRule Answer = Responder("offer.answer", "answer an offer, or say that it arrived");
    public static readonly AccessRule Progress = Responder("request.progress", "report a step of a task");
    public static readonly AccessRule HandBack = Responder("request.handback", "give a task back");

    public static readonly AccessRule ReadBoard = new("board.read", "watch a board; one shared by agreement without places and names", None, None, None, Agreed, Agreed, Reach.All);
    public static readonly AccessRule ShareBoard = new("board.share", "let a station look at another's board, or end that", None, None, None, None, None, Reach.All);
    public static readonly AccessRule ReadShares = new("share.read", "see which boards are shared by agreement", None, None, None, None, Station, Reach.All);
    public static readonly AccessRule ReadInsight =
        new("insight.read", "count what the record holds; of a station that shares by agreement without places", None, None, None, Agreed, Agreed, Reach.All);

    public static readonly AccessRule ReadEntries = Staff("insight.entries", "list the entries behind a count, and take them along as a file");
    public static readonly AccessRule ReadCurve =
        new("curve.read", "see the warning curves of the station: numbers of no fewer than five people", None, None, Station, None, Station, None);

    public static readonly AccessRule MarkCurve = new("curve.mark", "mark an event on the warning curves, or take it back", None, None, None, None, Station, None);
    public static readonly AccessRule RunDrill = new("drill.run", "start a drill, act in it, and see how it went", None, None, None, None, Own, Reach.All);
    public static readonly AccessRule ReadOps = new("ops.read", "see how the processes do", None, None, None, None, None, Reach.All);

    /// <summary>Every row, by name.</summary>
    public static readonly ImmutableArray<AccessRule> All =
    [
        .. typeof(AccessTable).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(AccessRule))
            .Select(field => (AccessRule)field.GetValue(null)!)
            .OrderBy(rule => rule.Name, StringComparer.Ordinal),
    ];

    /// <summary>The row of a name.</summary>
    public static AccessRule Find(string name) => All.First(rule => rule.Name == name);

    private static AccessRule Anybody(string name, string does) => new(name, does, Reach.All, Reach.All, Reach.All, Reach.All, Reach.All, Reach.All);

    private static AccessRule Staff(string name, string does) => new(name, does, None, None, None, Station, Station, Reach.All);

    private static AccessRule Care(string name, string does) => new(name, does, None, None, Own, None, Station, None);

    private static AccessRule Responder(string name, string does) => new(name, does, None, Own, Own, None, None, None);
}
