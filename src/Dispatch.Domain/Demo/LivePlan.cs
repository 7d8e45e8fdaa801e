using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Demo;

/// <summary>The gentle stream of simulated residents and helpers of data/demo/live.json, so that a first visitor sees a living board.</summary>
public sealed record LivePlan(
    ImmutableArray<LiveStation> Stations,
    ImmutableArray<LiveNeed> Mix,
    ImmutableArray<double> HourWeights,
    LiveResidents Residents,
    LiveHelpers Helpers)
{
    private const double PlaceSpreadMetres = 350;

    /// <summary>Reads the text of data/demo/live.json.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its path.</exception>
    public static LivePlan Parse(string json, ServiceCatalogue catalogue) => DataFile.Read("demo/live.json", json, root => LiveReader.Read(root, catalogue));

    /// <summary>How long after the previous request of the station the next one comes, at this hour of its day: exponential, at most an hour.</summary>
    public TimeSpan Pause(LiveStation station, int hour, long seed, int number)
    {
        var perHour = station.RequestsPerHour * HourWeights[hour] * HourWeights.Length / HourWeights.Sum();
        var hours = -Math.Log(1 - new Dice(seed, station.StationId).Unit(number)) / perHour;
        return TimeSpan.FromHours(Math.Min(hours, 1));
    }

    /// <summary>The n-th simulated request of a station.</summary>
    public RequestDraft Ask(LiveStation station, StationFacts facts, long seed, int number)
    {
        var dice = new Dice(seed, $"{station.StationId}#{number}");
        var need = Need(station, seed, number);
        var phrase = need.Phrases[dice.Whole(1, 0, need.Phrases.Length - 1)];
        var area = station.Areas[dice.Pick(2, [.. station.Areas.Select(row => row.Weight)])].Area;
        var centre = facts.Areas.First(known => known.Code == area).Centre;
        return new RequestDraft(
            need.Service,
            dice.Happens(3, Residents.English) ? phrase.En : phrase.Zh,
            Location: Surroundings.Near(centre, PlaceSpreadMetres, dice, 4),
            Area: area,
            StationId: station.StationId,
            Channel: dice.Happens(8, 0.2) ? Channel.Group : Channel.Web,
            AgeBand: Residents.AgeBands.Length > 0 && dice.Happens(9, Residents.AgeBandStated)
                ? Residents.AgeBands[dice.Pick(10, [.. Residents.AgeBands.Select(row => row.Weight)])].Band
                : null);
    }

    /// <summary>Which kind of request the n-th of a station is.</summary>
    internal LiveNeed Need(LiveStation station, long seed, int number) =>
        Mix[new Dice(seed, $"{station.StationId}#{number}").Pick(0, [.. Mix.Select(row => row.Weight)])];
}

/// <summary>How many requests a station gets in an hour on average, and from where.</summary>
public sealed record LiveStation(string StationId, double RequestsPerHour, ImmutableArray<LiveArea> Areas);

/// <summary>An area's share of the requests.</summary>
public sealed record LiveArea(string Area, double Weight);

/// <summary>A kind of request: its share, its words, and the level that intake must give it.</summary>
public sealed record LiveNeed(string Service, double Weight, RiskLevel Expect, ImmutableArray<Wording> Phrases);

/// <summary>What simulated residents do with their requests; shares from 0 to 1.</summary>
/// <param name="English">Who asks in English.</param>
/// <param name="CancelShare">Who calls off what nobody has taken.</param>
/// <param name="ConfirmShare">Who says anything about the promise.</param>
/// <param name="NotKeptShare">Who says that it was not kept.</param>
/// <param name="ConfirmAfter">How long after the end.</param>
/// <param name="AgeBandStated">Who tells an age band.</param>
/// <param name="AgeBands">How often each is told.</param>
public sealed record LiveResidents(
    double English, double CancelShare, double ConfirmShare, double NotKeptShare, TimeSpan ConfirmAfter, double AgeBandStated, ImmutableArray<LiveBand> AgeBands);

/// <summary>An age band and its share of those who tell theirs.</summary>
public sealed record LiveBand(string Band, double Weight);
