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

    public static readonly AccessRule OwnAccount = new("account.own", "see and change the own account", None, Own, Own, Own, Own, Own);
    public static readonly AccessRule UseLink = Anybody("account.link", "open or reset an account by the link that staff issued");
    public static readonly AccessRule Apply = Anybody("account.apply", "apply for an account at a station");
    public static readonly AccessRule ManagePeople = Staff("people.manage", "list, invite, approve, reset, move and close accounts, below the own role");

    public static readonly AccessRule ManageInstallation =
        new("people.installation", "the same with accounts that belong to no station", None, None, None, None, None, Reach.All);

    public static readonly AccessRule Connect = Anybody("live.connect", "open a connection to the live hub");

    public static readonly AccessRule Submit = Anybody("request.submit", "raise a request; staff on behalf of a resident");
    public static readonly AccessRule ReadHelp = Anybody("help.read", "follow a request by its case code, and see who opened its sealed words");
    public static readonly AccessRule CancelHelp = Anybody("help.cancel", "call a request off by its case code");
    public static readonly AccessRule ConfirmHelp = Anybody("help.confirm", "say by the case code whether the promise was kept");

    public static readonly AccessRule ReadRequest = new("request.read", "read a request: service class", None, Own, Own, Station, Station, Reach.All);
    public static readonly AccessRule ReadTimeline = Staff("request.timeline", "read what happened to a request");
    public static readonly AccessRule ReadCandidates = Staff("request.candidates", "see who could serve a request, and why not");
    public static readonly AccessRule Dispatch = Staff("request.dispatch", "send a responder by hand");
    public static readonly AccessRule Widen = Staff("request.widen", "go to the next wave");
    public static readonly AccessRule Refer = Staff("request.refer", "hand a request to another institution");
    public static readonly AccessRule Cancel = Staff("request.cancel", "call a request off for a resident");
    public static readonly AccessRule TakeOver = Staff("request.own", "become the owner of a request");
    public static readonly AccessRule Raise = new("request.raise", "raise the level", None, Own, Station, Station, Station, Reach.All);
    public static readonly AccessRule OpenSealed = new("sealed.open", "open sealed words for 15 minutes, with a reason", None, None, None, None, Station, Reach.All);
    public static readonly AccessRule ReadSealed = new("sealed.read", "read sealed words that one has opened", None, None, None, None, Station, Reach.All);
    public static readonly AccessRule Notices = new("notice.read", "see who opened sealed words, and say that it was seen", None, None, None, None, Station, Reach.All);

    public static readonly AccessRule ReadMe = Responder("me.read", "see the own duty, offers and tasks");
    public static readonly AccessRule SetDuty = Responder("me.duty", "go on or off duty");
    public static readonly AccessRule Answer = Responder("offer.answer", "answer an offer, or say that it arrived");
    public static readonly AccessRule Progress = Responder("request.progress", "report a step of a task");
    public static readonly AccessRule HandBack = Responder("request.handback", "give a task back");

    public static readonly AccessRule ReadBoard = new("board.read", "watch a board; one shared by agreement without places and names", None, None, None, Agreed, Agreed, Reach.All);
    public static readonly AccessRule ShareBoard = new("board.share", "let a station look at another's board, or end that", None, None, None, None, None, Reach.All);
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

    private static AccessRule Responder(string name, string does) => new(name, does, None, Own, Own, None, None, None);
}
