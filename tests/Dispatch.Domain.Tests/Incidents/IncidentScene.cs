using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Incidents;
using Dispatch.Domain.Incidents;

namespace Dispatch.Domain.Tests.Incidents;

/// <summary>A station where a fire was declared at noon, and a clock.</summary>
internal sealed class IncidentScene
{
    public const string Id = "zhuoda.1";

    public static readonly IncidentSettings Settings = IncidentSettings.Parse(DataFiles.Text("care/incident.json"), DataFiles.Catalogue);
    public static readonly DateTimeOffset Noon = Requests.Scene.Noon;
    public static readonly Actor Head = new("head.zhuoda", Role.StationHead, "zhuoda");
    public static readonly ImmutableArray<string> Counsellors = ["c1", "c2", "c3"];
    public static readonly DeclareIncident Fire = new(Head, "fire", "HI-SY-JY-ZD-DZ", "社区广场", "三号楼起火");

    public IncidentScene() => Apply(DeclareRules.Declare(Book, Fire, false, Requests.Scene.Station, Counsellors, Settings, Now));

    public IncidentBook Book { get; private set; } = IncidentBook.Empty;

    public DateTimeOffset Now { get; private set; } = Noon;

    public Incident Incident => Book.Incidents[^1];

    public static Actor Of(Role role, string account = "somebody") => new(account, role, "zhuoda");

    public static EnterPerson Person(int key, RiskLevel level = RiskLevel.General, bool practical = false, bool support = false, string? words = null, Actor? by = null) =>
        new(by ?? Of(Role.Coordinator), $"r{key}", $"t{key}", $"digest{key}", $"化名{key}", words, null, null, level, practical, support);

    public IncidentScene After(int seconds)
    {
        Now = Now.AddSeconds(seconds);
        return this;
    }

    public IncidentScene Enter(EnterPerson command) => To(PersonRules.Enter(Incident, command, DataFiles.Cues, Now));

    public IncidentScene To(Decision<Incident> decision)
    {
        Assert.Null(decision.Refused);
        return Apply(Book.With(decision.Next!));
    }

    public IncidentScene Apply(Decision<IncidentBook> decision)
    {
        Assert.Null(decision.Refused);
        IncidentInvariants.Hold(Book, decision.Next!);
        Book = decision.Next!;
        return this;
    }

    public IncidentScene End() => To(DeclareRules.End(Incident, new EndIncident(Head, IncidentOutcome.Over, "人员已安置"), false, Now));
}
