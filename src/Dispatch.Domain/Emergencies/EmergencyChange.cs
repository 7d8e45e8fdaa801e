using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;

namespace Dispatch.Domain.Emergencies;

/// <summary>Small steps that the rules are made of. Each returns a new emergency; none decides.</summary>
internal static class EmergencyChange
{
    /// <summary>Events that are kept here; the service record keeps all.</summary>
    private const int MostEvents = 300;

    public static Emergency Told(this Emergency held, DateTimeOffset now, string what, string by, string? about = null)
    {
        var events = held.Events.Length < MostEvents ? held.Events : held.Events.RemoveAt(1);
        return held with { Events = events.Add(new EmergencyEvent(held.Next, now, what, by, about)), Next = held.Next + 1 };
    }

    public static Emergency With(this Emergency held, Called person)
    {
        var at = held.People.FindIndex(each => each.Account == person.Account);
        return held with { People = at < 0 ? held.People.Add(person) : held.People.SetItem(at, person) };
    }

    public static Emergency With(this Emergency held, LinkedUnit unit) =>
        held with { Units = held.Units.SetItem(held.Units.FindIndex(each => each.Facts.Id == unit.Facts.Id), unit) };

    /// <summary>Calls a person in an office; whoever was called already stays as it is. Who is here only for what is owed from before was not.</summary>
    public static Emergency Call(this Emergency held, string account, Office office, bool qualified, EmergencyTimes times, DateTimeOffset now, string by)
    {
        var row = held.Find(account);
        return row is not null && (row.IsCalled || !held.IsOpen)
            ? held
            : held.With((row ?? new Called(account, office, qualified, 1, now, null)) with
            {
                Office = office,
                Qualified = qualified,
                Round = 1,
                PagedAt = now,
                NextAt = now + times.Repeat,
            }).Told(now, "paged", by, account);
    }

    /// <summary>Calls everybody who may be called.</summary>
    public static Emergency Widen(this Emergency held, EmergencyTimes times, DateTimeOffset now)
    {
        var wider = held.Wider.Where(account => held.Find(account) is not { IsCalled: true }).ToList();
        var next = wider.Aggregate(held, (e, account) => e.Call(account, Office.Called, qualified: true, times, now, Actor.System.Account));
        return (wider.Count == 0 ? next : next.Told(now, "widened", Actor.System.Account)) with { WideAt = now + times.Wide };
    }

    /// <summary>While no crisis-qualified person has it, a clock runs that calls further, again and again.</summary>
    public static Emergency WatchSilence(this Emergency held, EmergencyTimes times, DateTimeOffset now)
    {
        var at = held.IsOpen && held.People.All(each => !each.HasIt) ? held.WideAt ?? now + times.Wide : (DateTimeOffset?)null;
        return at == held.WideAt ? held : held with { WideAt = at };
    }

    /// <summary>Raises an alarm, unless the same one rings already; lead and head hear it.</summary>
    public static Emergency Raise(this Emergency held, PageReason reason, string? about, EmergencyTimes times, DateTimeOffset now)
    {
        if (held.Alarms.Any(each => each.Reason == reason && each.About == about && each.AnsweredAt is null))
        {
            return held;
        }

        // Of what was answered long ago the record keeps all; here the last of each cause is enough.
        var kept = held.Alarms.RemoveAll(each => each.Reason == reason && each.About == about);
        var alarm = new Alarm(held.Next, reason, about, now, 1, now + times.Repeat);
        return (held with { Alarms = kept.Add(alarm), Next = held.Next + 1 })
            .Call(held.Head, Office.Head, qualified: false, times, now, Actor.System.Account)
            .Told(now, WordOf(reason), Actor.System.Account, about);
    }

    /// <summary>The cause of an alarm is gone.</summary>
    public static Emergency Settle(this Emergency held, PageReason reason, string? about, DateTimeOffset now, string by) =>
        held.Alarms.Any(each => each.Reason == reason && each.About == about && each.AnsweredAt is null)
            ? held with
            {
                Alarms = [.. held.Alarms.Select(each => each.Reason == reason && each.About == about && each.AnsweredAt is null
                    ? each with { AnsweredAt = now, AnsweredBy = by, NextAt = null }
                    : each)],
            }
            : held;

    /// <summary>Makes somebody the lead who was called.</summary>
    public static Emergency LedBy(this Emergency held, string account, DateTimeOffset now, string by) =>
        held.Lead == account ? held : (held with { Lead = account }).Told(now, "lead-changed", by, account);

    /// <summary>Sets or ends the clock that waits for a team of two.</summary>
    public static Emergency WatchTeam(this Emergency held, EmergencyTimes times, DateTimeOffset now, string by)
    {
        if (!held.IsOpen || !held.Sent)
        {
            return held with { TeamBy = held.IsOpen ? held.TeamBy ?? now + times.Team : null };
        }

        return held.TeamBy is null ? held : (held with { TeamBy = null }).Settle(PageReason.TeamMissing, null, now, by).Told(now, "team-sent", by);
    }

    private static string WordOf(PageReason reason) => reason switch
    {
        PageReason.TeamMissing => "team-missing",
        PageReason.CheckInMissed => "check-in-missed",
        PageReason.UnitSilent => "unit-silent",
        PageReason.DebriefMissed => "debrief-missed",
        PageReason.Danger => "danger-again",
        _ => "silence",
    };

    private static int FindIndex<T>(this System.Collections.Immutable.ImmutableArray<T> all, Func<T, bool> wanted)
    {
        for (var index = 0; index < all.Length; index++)
        {
            if (wanted(all[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
