using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Simulation.Checkers;
using Dispatch.Simulation.History;
using Dispatch.Simulation.People;
using Dispatch.Simulation.Staging;

namespace Dispatch.Simulation.Replay;

/// <summary>Plays real calls through the real grains in virtual time, one dense stretch after another; the gaps between them are skipped.</summary>
internal sealed class ReplayRun(IReadOnlyList<CallRow> calls, int responders, int seed, bool nearestFirst)
{
    private static readonly TimeSpan Gap = TimeSpan.FromHours(6);
    private static readonly TimeSpan LongestTail = TimeSpan.FromHours(8);
    private static readonly TimeSpan ConfirmationEnds = TimeSpan.FromHours(73);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(Townships.TimeZone);

    private readonly Dictionary<string, GeoPoint> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Phone> phones = new(StringComparer.Ordinal);

    /// <summary>What was broken, if anything.</summary>
    public IReadOnlyList<Violation> Violations { get; private set; } = [];

    public ReplayReport Run()
    {
        // Without faults nothing needs driving, so the sets are slow and nobody is put to sleep.
        var start = UtcOf(calls[0]).AddHours(-1);
        var stage = new Stage(new StageOptions(seed, 1, start, TouchSeconds: 60, OpenShards: 1, RedriveSeconds: 30) { CollectsIdle = false });
        var stations = Townships.Group(calls, StationPolicy.Default with { NearestFirst = nearestFirst });
        var people = Population.Make(calls, stations, responders, seed);
        var desk = new ReplayDesk(seed, stage);
        var tally = new Tally(people.Select(person => person.Id));
        stage.Happened += happening => See(happening, stage, desk, tally);
        SetUp(stage, stations, people);
        foreach (var stretch in Stretches())
        {
            Play(stage, desk, stretch);
        }

        stage.Cluster.Skip(ConfirmationEnds);
        stage.Cluster.RunFor(TimeSpan.FromMinutes(5));
        if (!Settling.Settle(stage, [.. stations.Select(station => station.Id)], TimeSpan.FromMinutes(10)))
        {
            stage.Tell(new Blunder(stage.Now, "replay", new TimeoutException("Something still moves long after the last call.")));
        }

        Violations = [.. stage.Watch.Found];
        var truth = stage.Watch.Truth.Requests.Values;
        return new ReplayReport(
            tally.Of(null, truth, Violations.Count),
            [.. Enum.GetValues<Lane>().Select(lane => (lane, tally.Of(lane, truth, 0)))],
            stage.Digest,
            stage.Recorder.Commits);
    }

    private void SetUp(Stage stage, ImmutableArray<StationFacts> stations, ImmutableArray<ResponderProfile> people)
    {
        foreach (var person in people)
        {
            phones[person.Id] = new Phone(person, seed, stage, Habits.Plain, id => places.TryGetValue(id, out var there) ? there : null);
        }

        stage.Cluster.Run(async () =>
        {
            foreach (var station in stations)
            {
                Accept(await stage.Grains.GetGrain<IStationGrain>(station.Id).ConfigureAsync(station));
            }

            foreach (var person in people)
            {
                IResponderGrain grain = person.Kind == ResponderKind.Volunteer
                    ? stage.Grains.GetGrain<IVolunteerGrain>(person.Id)
                    : stage.Grains.GetGrain<ICounsellorGrain>(person.Id);
                Accept(await grain.EnrolAsync(person));
            }
        });
    }

    private void Play(Stage stage, ReplayDesk desk, List<(int Number, CallRow Call)> stretch)
    {
        var begin = UtcOf(stretch[0].Call).AddMinutes(-1);
        if (begin > stage.Now)
        {
            stage.Cluster.Skip(begin - stage.Now);
        }

        var waiting = stretch.Count;
        foreach (var (number, call) in stretch)
        {
            stage.At(UtcOf(call), async () =>
            {
                waiting--;
                await SubmitAsync(stage, number, call);
            });
        }

        var end = UtcOf(stretch[^1].Call) + LongestTail;
        while (stage.Now < end && (waiting > 0 || desk.Running > 0))
        {
            stage.Cluster.RunFor(TimeSpan.FromMinutes(1));
        }
    }

    private async Task SubmitAsync(Stage stage, int number, CallRow call)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"request-{number:0000}");
        places[id] = call.Point;
        var reply = await stage.Grains.GetGrain<IRequestGrain>(id).SubmitAsync(new SubmitRequest(Reading.Draft(call), Actor.Resident, id));
        Accept(new Reply(reply.Refused));
        stage.Tell(new SubmitAcknowledged(stage.Now, id));
    }

    private void See(Happening happening, Stage stage, ReplayDesk desk, Tally tally)
    {
        if (happening is RequestKept request)
        {
            desk.See(request);
            tally.See(request);
        }
        else if (happening is ResponderKept { State.Held: [.., var newest] } kept && newest.HeldAt == kept.At)
        {
            stage.After(TimeSpan.FromSeconds(1), phones[kept.Id].FetchAsync);
        }
    }

    private IEnumerable<List<(int Number, CallRow Call)>> Stretches()
    {
        var stretch = new List<(int, CallRow Call)>();
        foreach (var (call, index) in calls.Select((call, index) => (call, index)))
        {
            if (stretch.Count > 0 && call.At - stretch[^1].Call.At > Gap)
            {
                yield return stretch;
                stretch = [];
            }

            stretch.Add((index + 1, call));
        }

        yield return stretch;
    }

    private static DateTimeOffset UtcOf(CallRow call) => new(TimeZoneInfo.ConvertTimeToUtc(call.At, Zone), TimeSpan.Zero);

    private static void Accept(Reply reply)
    {
        if (reply.Refused is { } refused)
        {
            throw new InvalidOperationException($"The replay was refused: {refused.Code}: {refused.Detail}");
        }
    }
}
