using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Cases;

/// <summary>A loop that closes: a referral is accepted, declined, taken back, or comes back by itself; and then the case is kept, or referred again.</summary>
public static class ReferralRules
{
    public static Decision<CareCase> Refer(
        CareCase held, ReferCase command, IReadOnlyCollection<string> directory, CarePathway pathway, DateTimeOffset now)
    {
        if ((CaseGate.Check(held, command.Worker, CaseAct.Plan, now) ?? TextRules.CheckReason(command.Reason, required: true)) is { } refused)
        {
            return refused;
        }

        if (!directory.Contains(command.UnitId))
        {
            return new Refusal(RefusalCode.UnitUnknown, $"The directory of station '{held.StationId}' has no such unit.", "unitId");
        }

        // G28: the person is told before a file is shared; imminent danger alone goes before that.
        if (!command.ClientTold && !(command.ImminentDanger && held.Level.Level == RiskLevel.HighRisk))
        {
            return new Refusal(RefusalCode.ConsentRequired, "The person is told before a referral, unless danger is imminent at High-risk.", "clientTold");
        }

        if (held.Referrals.Any(referral => referral.UnitId == command.UnitId && referral.State == ReferralState.Sent))
        {
            return held;
        }

        if (CaseLimits.Check(held, "referrals", held.Referrals.Length, CaseLimits.Entries) is { } full)
        {
            return full;
        }

        var sent = new Referral(
            held.Referrals.Length + 1,
            command.UnitId,
            command.Reason,
            command.ClientTold,
            command.Worker.By.Account,
            now,
            now + pathway.ReferralTime(held.Level.Level),
            ReferralState.Sent,
            null,
            null);
        return (held with { Referrals = held.Referrals.Add(sent) }).Told("referral-sent", command.Worker.By, now);
    }

    /// <summary>The receiver's word. Who speaks for the unit is checked where the call comes in: by the unit's own link, or by the care team.</summary>
    public static Decision<CareCase> Answer(CareCase held, AnswerReferral command, Actor by, DateTimeOffset now)
    {
        if (TextRules.CheckReason(command.Reason, required: !command.Accepted) is { } refused)
        {
            return refused;
        }

        if (CaseWork.Find(held.Referrals, command.Number) is not { } referral || referral.UnitId != command.UnitId)
        {
            return CaseWork.Unknown(held, "referral", command.Number);
        }

        var state = command.Accepted ? ReferralState.Accepted : ReferralState.Declined;
        return referral.State == state ? held : Settle(held, referral, state, command.Reason, by, now);
    }

    public static Decision<CareCase> Withdraw(CareCase held, WithdrawReferral command, DateTimeOffset now)
    {
        if ((CaseGate.Check(held, command.Worker, CaseAct.Plan, now) ?? TextRules.CheckReason(command.Reason, required: true)) is { } refused)
        {
            return refused;
        }

        return CaseWork.Find(held.Referrals, command.Number) is not { } referral
            ? CaseWork.Unknown(held, "referral", command.Number)
            : referral.State == ReferralState.Withdrawn ? held : Settle(held, referral, ReferralState.Withdrawn, command.Reason, command.Worker.By, now);
    }

    public static Decision<CareCase> Keep(CareCase held, KeepCase command, DateTimeOffset now) =>
        (CaseGate.Check(held, command.Worker, CaseAct.Plan, now)
            ?? TextRules.CheckReason(command.Reason, required: true)
            ?? CaseLimits.Check(held, "decisions to keep", held.Kept.Length, CaseLimits.Entries)) is { } refused
            ? refused
            : (held with { Kept = held.Kept.Add(new Keeping(now, command.Worker.By.Account, command.Reason)) }).Told("case-kept", command.Worker.By, now);

    /// <summary>Referrals whose time has passed come back to their sender.</summary>
    public static CareCase Expire(CareCase held, DateTimeOffset now)
    {
        foreach (var late in held.Referrals.Where(referral => referral.State == ReferralState.Sent && referral.AnswerBy <= now))
        {
            held = Settle(held, late, ReferralState.Returned, null, Actor.System, now).Next!;
        }

        return held;
    }

    /// <summary>When the next referral comes back; null: none waits.</summary>
    public static DateTimeOffset? NextAt(CareCase held) =>
        held.Referrals.Where(referral => referral.State == ReferralState.Sent).Min(referral => (DateTimeOffset?)referral.AnswerBy);

    // A unit that accepts after its time has passed is welcome; nobody takes a word back that was given.
    private static Decision<CareCase> Settle(CareCase held, Referral referral, ReferralState state, string? reason, Actor by, DateTimeOffset now)
    {
        if (referral.State != ReferralState.Sent && !(referral.State == ReferralState.Returned && state == ReferralState.Accepted))
        {
            return new Refusal(RefusalCode.CaseState, $"Referral {referral.Number} is {referral.State}.");
        }

        var settled = referral with { State = state, AnsweredAt = now, Answer = reason };
        return (held with { Referrals = held.Referrals.SetItem(referral.Number - 1, settled) }).Told($"referral-{state.ToString().ToLowerInvariant()}", by, now);
    }
}
