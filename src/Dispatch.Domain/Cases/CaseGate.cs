using System.Collections.Frozen;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Levels;

namespace Dispatch.Domain.Cases;

/// <summary>What can be done with a case. Raising its level is not among them: anyone may.</summary>
public enum CaseAct
{
    /// <summary>Reading the case, its sealed notes aside.</summary>
    Read,

    /// <summary>Contacts and notes.</summary>
    Record,

    /// <summary>Goals, referrals, keeping, steps, questions to a supervisor.</summary>
    Plan,

    /// <summary>Links to files beside the case.</summary>
    Link,

    /// <summary>Advice to the owner.</summary>
    Advise,

    /// <summary>Confirming or lowering a level.</summary>
    Assess,

    /// <summary>A reassessment by another.</summary>
    Reassess,

    /// <summary>The handler's word.</summary>
    Handle,

    /// <summary>Closing; by level the rules narrow it further.</summary>
    Close,

    /// <summary>Giving it to somebody else.</summary>
    HandOver,

    /// <summary>Opening it again.</summary>
    Reopen,
}

/// <summary>Who may do what with a case, in which state: one table. Volunteers, coordinators, residents and administrators are nowhere in it.</summary>
public static class CaseGate
{
    private static readonly FrozenDictionary<CaseAct, Grant> Table = new Dictionary<CaseAct, Grant>
    {
        [CaseAct.Read] = new(Part.Handler | Part.Supervisor | Part.Head, Open: true, Handled: true, Closed: true),
        [CaseAct.Record] = new(Part.Handler | Part.Colleague | Part.Supervisor, Open: true, Handled: true, Closed: true),
        [CaseAct.Plan] = new(Part.Handler, Open: true, Handled: false, Closed: false),
        [CaseAct.Link] = new(Part.Handler | Part.Head, Open: true, Handled: false, Closed: false),
        [CaseAct.Advise] = new(Part.Colleague | Part.Supervisor | Part.Handler | Part.Head, Open: true, Handled: true, Closed: false),
        [CaseAct.Assess] = new(Part.Handler | Part.Colleague | Part.Supervisor, Open: true, Handled: true, Closed: false),
        [CaseAct.Reassess] = new(Part.Colleague | Part.Supervisor | Part.Handler, Open: true, Handled: true, Closed: false),
        [CaseAct.Handle] = new(Part.Handler, Open: true, Handled: true, Closed: false),
        [CaseAct.Close] = new(Part.Handler | Part.Colleague | Part.Supervisor | Part.Head, Open: true, Handled: true, Closed: true),
        [CaseAct.HandOver] = new(Part.Handler | Part.Lapsed | Part.Supervisor | Part.Head, Open: true, Handled: true, Closed: true),
        [CaseAct.Reopen] = new(Part.Handler | Part.Colleague | Part.Supervisor | Part.Head, Open: true, Handled: true, Closed: true),
    }.ToFrozenDictionary();

    [Flags]
    private enum Part
    {
        /// <summary>Owner and deputy, as licensed counsellors.</summary>
        Handler = 1,

        /// <summary>They may do it without a valid licence too.</summary>
        Lapsed = 2,

        /// <summary>Any licensed counsellor of the station.</summary>
        Colleague = 4,

        /// <summary>The named supervisor, as a licensed counsellor or as the head of the station.</summary>
        Supervisor = 8,

        /// <summary>The head of the station.</summary>
        Head = 16,
    }

    /// <summary>Null when this person may do this now: first the role, then the station, the licence, and last the state of the case.</summary>
    public static Refusal? Check(CareCase held, CareWorker worker, CaseAct act, DateTimeOffset now)
    {
        var grant = Table[act];
        return Person(held, worker, grant.Parts, now) ?? (grant.In(held.State) ? null : new Refusal(RefusalCode.CaseState, $"Case '{held.Id}' is {held.State}."));
    }

    /// <summary>Whether a person reads sealed notes without breaking the glass: owner, deputy and supervisor, and no counsellor without a licence.</summary>
    public static bool ReadsNotes(CareCase held, CareWorker worker, DateTimeOffset now) =>
        Person(held, worker, Part.Handler | Part.Supervisor, now) is null;

    private static Refusal? Person(CareCase held, CareWorker worker, Part parts, DateTimeOffset now)
    {
        var by = worker.By;
        var supervises = by.Account == held.Supervisor && parts.HasFlag(Part.Supervisor);
        if (by.Role == Role.StationHead && (supervises || parts.HasFlag(Part.Head)))
        {
            return by.StationId == held.StationId ? null : new Refusal(RefusalCode.AccessStation, $"Case '{held.Id}' belongs to another station.");
        }

        if (by.Role != Role.Counsellor)
        {
            return new Refusal(RefusalCode.AccessDenied, $"The role {by.Role} does not do this in a case.");
        }

        var handles = (by.Account == held.Owner || by.Account == held.Deputy) && parts.HasFlag(Part.Handler);
        if (handles && parts.HasFlag(Part.Lapsed))
        {
            return null;
        }

        if (!handles && !supervises)
        {
            return !parts.HasFlag(Part.Colleague)
                ? new Refusal(RefusalCode.AccessDenied, $"Case '{held.Id}' is another counsellor's.")
                : by.StationId != held.StationId
                    ? new Refusal(RefusalCode.AccessStation, $"Case '{held.Id}' belongs to another station.")
                    : Licence.Check(by, worker.Profile, now);
        }

        return Licence.Check(by, worker.Profile, now);
    }

    private sealed record Grant(Part Parts, bool Open, bool Handled, bool Closed)
    {
        public bool In(CaseState state) => state switch
        {
            CaseState.Open => Open,
            CaseState.Handled => Handled,
            _ => Closed,
        };
    }
}
