using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;
using Shouldly;

namespace Dispatch.Domain.Tests.Matching;

public sealed class GateTests
{
    private static readonly DateTimeOffset Now = Someone.Now;
    private static readonly DateTimeOffset End = Now.AddMinutes(60);

    /// <summary>Each row: the gate, a pair it lets through and a pair it holds back, on either side of its boundary.</summary>
    private static readonly Dictionary<string, (ResponderCard Passing, MatchQuery Asked, ResponderCard Failing, MatchQuery AskedInVain)[]> Boundaries = new()
    {
        ["kind"] = [Asking(Someone.Volunteer, q => q with { Kinds = [ResponderKind.Volunteer] }, q => q with { Kinds = [ResponderKind.Counsellor] })],
        ["risk"] =
        [
            Asking(Someone.Volunteer, q => q, q => q with { Level = RiskLevel.Serious }),
            Asking(
                Someone.Volunteer,
                q => q with { Level = RiskLevel.Serious, Companion = true },
                q => q with { Level = RiskLevel.HighRisk, Companion = true }),
        ],
        ["crisis"] =
        [
            Being(Someone.Counsellor, q => q with { CrisisOnly = true, Level = RiskLevel.HighRisk }, c => c.With(p => p with { CrisisQualified = false })),
        ],
        ["training"] = [Being(Someone.Volunteer, q => q with { TrainedOnly = true }, c => c.With(p => p with { Trained = false }))],
        ["data-class"] = [Asking(Someone.Volunteer, q => q, q => q with { CaseData = true })],
        ["licence"] =
        [
            (Licensed(End), Someone.Request, Licensed(End.AddTicks(-1)), Someone.Request),
            (Licensed(null), Someone.Request, Licensed(Now), Someone.Request),
        ],
        ["skill"] =
        [
            Asking(Someone.Volunteer, q => q, q => q with { Skills = [new("escort", 3)] }),
            Asking(Someone.Volunteer, q => q with { Skills = [] }, q => q with { Skills = [new("escort", 1), new("driving", 1)] }),
        ],
        ["certificate"] =
        [
            (Certified(End), Someone.Request, Certified(End.AddTicks(-1)), Someone.Request),
        ],
        ["language"] = [Asking(Someone.Volunteer, q => q with { Languages = ["zh", "en"] }, q => q with { Languages = ["zh", "yue"] })],
        ["gender"] = [Asking(Someone.Volunteer, q => q with { Gender = Gender.Female }, q => q with { Gender = Gender.Male })],
        ["duty"] =
        [
            Being(Someone.Volunteer, q => q, c => c with { OnDutySince = null }),
            (Someone.Volunteer, Tomorrow with { StartsAt = Now.AddDays(2) }, Weekly(Now.AddHours(-1)), Tomorrow with { StartsAt = Now.AddDays(2) }),
            (Someone.Volunteer, Tomorrow, Someone.Volunteer with { OnDutySince = null }, Tomorrow),
            (Someone.Volunteer, Tomorrow, ClosedTomorrow, Tomorrow),
            (Weekly(null), Tomorrow, Weekly(null), Tomorrow with { Minutes = 61 }),
            Being(Weekly(null), q => q, c => c.With(p => p with { Calendar = p.Calendar with { PlannedOnly = true } })),
            (ByCalendar(600, 660), Someone.Request, ByCalendar(600, 659), Someone.Request),
        ],
        ["quiet"] =
        [
            (ByCalendarAndQuiet(601, 700), Someone.Request, ByCalendarAndQuiet(600, 700), Someone.Request),
            (Quiet(600, 700), Someone.Request, Quiet(600, 700), Someone.Request with { Calm = true }),
            (ByCalendarAndQuiet(1_320, 600), Someone.Request, ByCalendarAndQuiet(1_320, 601), Someone.Request),
            (ByCalendarAndQuiet(1_320, 601), InAnHour with { Patient = true }, ByCalendarAndQuiet(1_320, 601), InAnHour),
        ],
        ["budget"] =
        [
            (Alerted(2, 3, Now), Someone.Request, Alerted(3, 3, Now), Someone.Request),
            (Alerted(9, 0, Now), Someone.Request, Alerted(9, 1, Now), Someone.Request),
            (Alerted(3, 3, Monday.AddTicks(-1)), Someone.Request, Alerted(3, 3, Monday), Someone.Request),
        ],
        ["capacity"] =
        [
            (Someone.Volunteer with { Load = 1 }, Someone.Request, Someone.Volunteer with { Load = 2 }, Someone.Request),
            (Busy(Now.AddHours(2)), Someone.Request, Busy(Now.AddHours(2).AddTicks(-1)), Someone.Request),
            (Busy(Now), Tomorrow, Busy(Now), Someone.Request with { StartsAt = Now.AddMinutes(119) }),
            (Busy(Now.AddDays(1).AddMinutes(90)), Tomorrow, Busy(Now.AddDays(1).AddMinutes(89)), Tomorrow),
            (Busy(Now.AddDays(1).AddMinutes(-90)), Tomorrow, Busy(Now.AddDays(1).AddMinutes(-89)), Tomorrow),
            (Busy(Now, open: true), Someone.Request with { Patient = true }, Busy(Now), Someone.Request with { Patient = true }),
        ],
        ["competence"] =
        [
            Being(
                Someone.Counsellor.With(p => p with { Competences = [Population.Minors, Population.Elders] }),
                q => q with { Populations = [Population.Elders] },
                c => c.With(p => p with { Competences = [Population.Minors] })),
            Asking(
                Someone.Counsellor.With(p => p with { Competences = [Population.Elders] }),
                q => q with { Populations = [Population.Elders] },
                q => q with { Populations = [Population.Elders, Population.Corrections] }),
            Being(Lapsing(End), q => q with { Populations = [Population.Elders] }, _ => Lapsing(End.AddTicks(-1))),
            (Someone.Volunteer, Someone.Request with { Populations = [Population.Minors] }, Someone.Counsellor, Someone.Request with { Populations = [Population.Minors] }),
        ],
        ["caseload"] =
        [
            Being(Someone.Counsellor with { CaseWeight = 39 }, q => q with { CaseCap = 40 }, c => c with { CaseWeight = 40 }),
            Asking(Someone.Counsellor with { CaseWeight = 90 }, q => q, q => q with { CaseCap = 40 }),
        ],
        ["cool-down"] = [(Cooling(Now), Someone.Request, Cooling(Now.AddTicks(1)), Someone.Request)],
        ["conflict"] =
        [
            Asking(Someone.Volunteer, q => q with { Conflicts = ["v-10"] }, q => q with { Conflicts = ["v-1"] }),
            Being(Someone.Volunteer, q => q, c => c.With(p => p with { Conflicts = ["r-1"] })),
        ],
        ["refused"] = [Asking(Someone.Volunteer, q => q with { Refused = ["v-10"] }, q => q with { Refused = ["v-10", "v-1"] })],
        ["on-scene"] = [Asking(Someone.Volunteer, q => q with { Excluded = ["V-1"] }, q => q with { Excluded = ["v-1"] })],
        ["station"] = [Asking(Someone.Volunteer, q => q with { Stations = ["fucheng", "zhuoda"] }, q => q with { Stations = ["fucheng"] })],
        ["range"] =
        [
            (At(1_999.9), Someone.Request, At(2_000.1), Someone.Request),
            (At(500_000), Someone.Request with { Remote = true, Location = null }, At(500_000), Someone.Request),
        ],
        ["remote"] =
        [
            Being(Someone.Volunteer, q => q with { Remote = true, Location = null }, c => c.With(p => p with { RemoteToo = false })),
        ],
    };

    private static MatchQuery Tomorrow => Someone.Request with { StartsAt = Now.AddDays(1), Calm = true };

    private static MatchQuery InAnHour => Someone.Request with { StartsAt = Now.AddHours(1) };

    private static ResponderCard ClosedTomorrow => Someone.Volunteer.With(p => p with { Calendar = new([], [new(new(2026, 3, 5), null, null)], []) });

    private static DateTimeOffset Monday => new(2026, 3, 1, 16, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> AllCodes => new(Gates.Codes);

    [Theory]
    [MemberData(nameof(AllCodes))]
    public void EveryGate_OnEitherSideOfItsBoundary_LetsThroughOrHoldsBackAlone(string code)
    {
        foreach (var (passing, asked, failing, askedInVain) in Boundaries[code])
        {
            Gates.Check(passing, asked, Now).ShouldBeEmpty();
            Gates.Check(failing, askedInVain, Now).ShouldBe([code]);
        }
    }

    [Fact]
    public void Table_ItsOrder_IsTheOneTheLocaleFilesKnow() => Gates.Codes.ShouldBe(
    [
        "kind", "risk", "crisis", "training", "data-class", "licence", "skill", "certificate", "competence", "language", "gender", "duty", "quiet", "budget",
        "capacity", "caseload", "cool-down", "conflict", "refused", "on-scene", "station", "range", "remote",
    ]);

    [Fact]
    public void Check_ManyReasons_NamesAllInOrder()
    {
        var card = Someone.Volunteer with { OnDutySince = null, Load = 2 };
        var query = Someone.Request with { Level = RiskLevel.HighRisk, CrisisOnly = true, Refused = ["v-1"], Stations = [] };
        Gates.Check(card, query, Now).ShouldBe(["risk", "crisis", "duty", "capacity", "refused", "station"]);
    }

    [Fact]
    public void ByHand_AwayQuietAndOverBudget_GiveWayButHardRulesStay()
    {
        var card = (Alerted(3, 3, Now) with { OnDutySince = null }).With(p => p with { Quiet = new(0, 1_440) });
        Gates.Check(card, Someone.Request, Now).ShouldBe(["duty", "quiet", "budget"]);
        Gates.Check(card, Someone.Request, Now, byHand: true).ShouldBeEmpty();
        Gates.Check(card, Someone.Request with { Level = RiskLevel.HighRisk }, Now, byHand: true).ShouldBe(["risk"]);
        Gates.Check(card with { Load = 2 }, Someone.Request, Now, byHand: true).ShouldBe(["capacity"]);
    }

    [Fact]
    public void Danger_ToLife_PassesQuietHoursAndAlertBudgets()
    {
        var card = Alerted(3, 3, Now).With(p => p with { Quiet = new(0, 1_440) }) with { OnDutySince = null };
        var danger = Gates.Check(card, Someone.Request with { Level = RiskLevel.HighRisk }, Now);
        danger.ShouldNotContain("quiet");
        danger.ShouldNotContain("budget");
    }

    [Fact]
    public void Task_ThatShouldHaveBegun_IsJudgedFromNow()
    {
        var query = Someone.Request with { StartsAt = Now.AddMinutes(-10) };
        Gates.Check(Certified(End), query, Now).ShouldBeEmpty();
        Gates.Check(Certified(End.AddTicks(-1)), query, Now).ShouldBe(["certificate"]);
    }

    private static (ResponderCard, MatchQuery, ResponderCard, MatchQuery) Asking(
        ResponderCard card, Func<MatchQuery, MatchQuery> passing, Func<MatchQuery, MatchQuery> failing) =>
        (card, passing(Someone.Request), card, failing(Someone.Request));

    private static (ResponderCard, MatchQuery, ResponderCard, MatchQuery) Being(
        ResponderCard passing, Func<MatchQuery, MatchQuery> query, Func<ResponderCard, ResponderCard> failing) =>
        (passing, query(Someone.Request), failing(passing), query(Someone.Request));

    private static ResponderCard Cooling(DateTimeOffset until) => Someone.Volunteer with { CoolUntil = until };

    private static ResponderCard Lapsing(DateTimeOffset until) =>
        Someone.Counsellor.With(p => p with { Competences = [Population.Elders], CompetenceTerms = [new(Population.Elders, until)] });

    private static ResponderCard Licensed(DateTimeOffset? until) => Someone.Counsellor.With(p => p with { LicensedUntil = until });

    private static ResponderCard Certified(DateTimeOffset until) => Someone.Volunteer.With(p => p with { Skills = [new("escort", 2, until)] });

    private static ResponderCard ByCalendar(int from, int to) =>
        (Someone.Volunteer with { OnDutySince = null }).With(p => p with { Calendar = new([new(DayOfWeek.Wednesday, from, to)], [], []) });

    private static ResponderCard ByCalendarAndQuiet(int from, int to) => ByCalendar(0, 1_440).With(p => p with { Quiet = new(from, to) });

    /// <summary>Open on Wednesday and Thursday from ten to eleven.</summary>
    private static ResponderCard Weekly(DateTimeOffset? onDutySince) => (Someone.Volunteer with { OnDutySince = onDutySince }).With(p => p with
    {
        Calendar = new([new(DayOfWeek.Wednesday, 600, 660), new(DayOfWeek.Thursday, 600, 660)], [], []),
    });

    /// <summary>Room for one, and an hour taken.</summary>
    private static ResponderCard Busy(DateTimeOffset from, bool open = false) =>
        (Someone.Volunteer with { Load = 1, LastCallAt = Now, Taken = [new(from, from.AddHours(1), open)] }).With(p => p with { Capacity = 1 });

    private static ResponderCard Quiet(int from, int to) => Someone.Volunteer.With(p => p with { Quiet = new(from, to) });

    private static ResponderCard Alerted(int alerts, int perWeek, DateTimeOffset week) =>
        (Someone.Volunteer with { AlertsThisWeek = alerts, WeekStart = week }).With(p => p with { AlertsPerWeek = perWeek });

    private static ResponderCard At(double metres) => Someone.Volunteer with { Position = Someone.Station.North(metres) };
}
