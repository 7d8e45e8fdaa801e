using Dispatch.Contracts;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Stations;

/// <summary>Agreements by which one station's staff may look at another's board.</summary>
public static class ShareRules
{
    /// <summary>Stations that one board is shared with at most.</summary>
    public const int Most = 32;

    public static Decision<StationShards> Share(StationShards station, ShareBoard command)
    {
        if (station.Facts is not { } facts)
        {
            return new Refusal(RefusalCode.StationUnknown, "The station was never configured.");
        }

        if (command.WithStationId == facts.Id || command.WithStationId.Length is 0 or > 64)
        {
            return new Refusal(RefusalCode.StationUnknown, $"Station '{facts.Id}' cannot share its board with that station.", "with");
        }

        var shared = facts.SharesBoardWith.IsDefault ? [] : facts.SharesBoardWith;
        if (shared.Contains(command.WithStationId) == command.On)
        {
            return station;
        }

        if (command.On && shared.Length >= Most)
        {
            return new Refusal(RefusalCode.InputInvalid, $"Station '{facts.Id}' shares its board with {Most} stations, which is the most.", "with");
        }

        var next = command.On ? shared.Add(command.WithStationId) : shared.Remove(command.WithStationId);
        return station with { Facts = facts with { SharesBoardWith = next } };
    }

    /// <summary>Whether a station lets this actor's station look at its board.</summary>
    public static bool IsAgreed(StationFacts facts, Actor by) =>
        by.StationId is { } own && !facts.SharesBoardWith.IsDefaultOrEmpty && facts.SharesBoardWith.Contains(own);
}
