using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Incidents;

/// <summary>How an incident begins and ends: by the head or a crisis-qualified counsellor of the station, with a reason.</summary>
public static class DeclareRules
{
    /// <summary>Declares one. While one runs nothing changes: that one is answered.</summary>
    /// <param name="book">The station's incidents.</param>
    /// <param name="command">What is declared.</param>
    /// <param name="qualified">The actor is crisis-qualified at the station; null: nobody could say in time.</param>
    /// <param name="station">The station's facts.</param>
    /// <param name="counsellors">Its counsellors, all to be called; null: the roster did not say in time.</param>
    /// <param name="settings">Kinds and times.</param>
    /// <param name="now">The moment.</param>
    public static Decision<IncidentBook> Declare(
        IncidentBook book, DeclareIncident command, bool? qualified, StationFacts station, ImmutableArray<string>? counsellors, IncidentSettings settings, DateTimeOffset now)
    {
        if (Competent(command.By, qualified) is { } refused)
        {
            return refused;
        }

        if (book.Running is not null)
        {
            return book;
        }

        if (!settings.Knows(command.Kind))
        {
            return new Refusal(RefusalCode.InputInvalid, "There is no such kind of incident.", "kind");
        }

        if (station.Areas.All(each => each.Code != command.Area))
        {
            return new Refusal(RefusalCode.InputInvalid, $"Station '{station.Id}' has no such area.", "area");
        }

        if ((TextRules.CheckReason(command.Reason, required: true) ?? TextRules.Check("place", command.Place, TextRules.AddressMost)) is { } wrong)
        {
            return wrong;
        }

        var incident = new Incident(
            string.Create(CultureInfo.InvariantCulture, $"{station.Id}.{book.Next}"),
            2 * book.Next,
            command.Kind,
            command.Area,
            string.IsNullOrWhiteSpace(command.Place) ? null : command.Place.Trim(),
            command.By.Account,
            command.By.Role,
            command.Reason.Trim(),
            now,
            IncidentState.Running,
            People: [],
            Calls: [],
            CallsMissing: counsellors is null);
        incident = CallRules.Call(incident, station.Head, Role.StationHead, settings, now);
        incident = CallRules.Call(incident, station.Coordinator, Role.Coordinator, settings, now);
        incident = CallRules.CallAll(incident, counsellors ?? [], settings, now);

        // Whoever declares knows of it.
        incident = incident.Calls.FirstOrDefault(each => each.Account == command.By.Account) is { } own
            ? incident.With(own with { SeenAt = now, NextAt = null })
            : incident;
        return Trim(book with { Incidents = book.Incidents.Add(incident), Next = book.Next + 1 });
    }

    /// <summary>Ends it. The same outcome told again by the same account changes nothing.</summary>
    public static Decision<Incident> End(Incident incident, EndIncident command, bool? qualified, DateTimeOffset now)
    {
        if (Competent(command.By, qualified) is { } refused)
        {
            return refused;
        }

        if (!incident.IsRunning)
        {
            return incident.End is { } end && end.By == command.By.Account && end.Outcome == command.Outcome ? incident : Ended(incident);
        }

        if (!Enum.IsDefined(command.Outcome))
        {
            return new Refusal(RefusalCode.InputInvalid, "There is no such outcome.", "outcome");
        }

        return TextRules.CheckReason(command.Reason, required: true) is { } wrong
            ? wrong
            : incident with
            {
                State = IncidentState.Ended,
                Turn = incident.Turn + 1,
                End = new IncidentEnd(now, command.By.Account, command.By.Role, command.Outcome, command.Reason.Trim()),
                CallsMissing = false,
                Calls = [.. incident.Calls.Select(each => each with { NextAt = null })],
            };
    }

    /// <summary>Deletes words and names of incidents that ended before the cutoff and have nothing left to tell. Itself when there are none.</summary>
    public static IncidentBook Erase(IncidentBook book, DateTimeOffset cutoff, DateTimeOffset now) =>
        book.Incidents.Any(each => IsOld(each, cutoff))
            ? book with { Incidents = [.. book.Incidents.Select(each => IsOld(each, cutoff) ? Bare(each, now) : each)] }
            : book;

    /// <summary>The actor's station has no such incident, or no longer.</summary>
    public static Refusal Unknown(string id) => new(RefusalCode.IncidentUnknown, $"There is no incident '{id}', or it is kept no longer.");

    internal static Refusal Ended(Incident incident) => new(RefusalCode.IncidentEnded, $"Incident '{incident.Id}' has ended.");

    private static Refusal? Competent(Actor by, bool? qualified) => (by.Role, qualified) switch
    {
        (Role.StationHead, _) or (Role.Counsellor, true) => null,
        (Role.Counsellor, null) => new Refusal(RefusalCode.RosterSilent, $"Whether '{by.Account}' is crisis-qualified could not be read in time."),
        _ => new Refusal(RefusalCode.EmergencyNotQualified, $"Only the head or a crisis-qualified counsellor does this, and '{by.Account}' is neither."),
    };

    private static bool IsOld(Incident incident, DateTimeOffset cutoff) => incident is { IsSettled: true, ErasedAt: null } && incident.End!.At < cutoff;

    private static Incident Bare(Incident incident, DateTimeOffset now) => incident with
    {
        ErasedAt = now,
        Place = null,
        Reason = "",
        End = incident.End! with { Reason = "" },
        People = [.. incident.People.Select(PersonRules.Bare)],
    };

    /// <summary>The oldest that are over go once there are too many; one that still has something to tell stays.</summary>
    private static IncidentBook Trim(IncidentBook book)
    {
        while ((book.Incidents.Length > IncidentBook.IncidentsMost || book.Incidents.Sum(each => each.People.Length) > IncidentBook.PeopleMost - Incident.PeopleMost)
            && book.Incidents.FirstOrDefault(each => each.IsSettled) is { } oldest)
        {
            book = book with { Incidents = book.Incidents.Remove(oldest) };
        }

        return book;
    }
}
