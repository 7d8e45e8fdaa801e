using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Emergencies;
using Dispatch.Simulation.Chance;
using Dispatch.Simulation.Checkers;
using Dispatch.Simulation.History;
using Dispatch.Simulation.People;
using Dispatch.Simulation.Staging;

namespace Dispatch.Simulation.Explore;

/// <summary>What became of one world.</summary>
/// <param name="Around">The history around the first violation.</param>
internal sealed record ExploreOutcome(
    World World, int Requests, int Commits, IReadOnlyList<Violation> Violations, IReadOnlyList<Happening> Around, string Digest);

/// <summary>Plays one random world: a time of troubles, a time without, and then silence in which everything must agree.</summary>
internal sealed class ExploreRun
{
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    /// <summary>Calls that were lost just before the end have failed by then.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(90);

    private readonly int seed;
    private readonly TimeSpan activity;
    private readonly World world;
    private readonly Stage stage;
    private readonly Dictionary<string, Phone> phones = new(StringComparer.Ordinal);
    private readonly Residents residents;
    private readonly Luck luck;

    public ExploreRun(int seed, TimeSpan activity, Action<Happening>? trace)
    {
        this.seed = seed;
        this.activity = activity;
        luck = new Luck(seed, "run");
        world = World.Make(seed);
        stage = new Stage(new StageOptions(seed, world.Silos, world.Start, OpenShards: luck.Whole(1, 3), ResponseTimeout: luck.Span(2, 30)) { Keep = 4_000 });
        stage.Recorder.Trace = trace;
        residents = new Residents(world, seed, stage);
        stage.Happened += See;
    }

    public ExploreOutcome Run()
    {
        SetUp();
        var troubles = new Troubles(world, seed);
        troubles.Set(stage.Cluster.Options);
        troubles.Plan(stage, activity);
        var requests = residents.Plan(luck.Whole(30, 80), activity * 0.9);
        new Staff(world, seed, stage).Plan(requests, activity);
        foreach (var person in world.People.Where(_ => luck.Happens(0.7)))
        {
            Poll(phones[person.Id], luck.Span(5, 60));
        }

        if (Play(activity))
        {
            Troubles.End(stage);
            if (Play(Recovery))
            {
                stage.Close();
                troubles.EndWithACrash(stage);
                if (Play(Silence))
                {
                    Settle();
                }
            }
        }

        var found = stage.Watch.Found.ToList();
        return new ExploreOutcome(world, requests.Count, stage.Recorder.Commits, found, found.Count == 0 ? [] : Around(found[0]), stage.Digest);
    }

    private void SetUp()
    {
        foreach (var person in world.People)
        {
            phones[person.Id] = new Phone(person, seed, stage, Habits.Wild, residents.PlaceOf);
        }

        stage.Cluster.Run(async () =>
        {
            foreach (var station in world.Stations)
            {
                await stage.Grains.GetGrain<IStationGrain>(station.Id).ConfigureAsync(station);
            }

            foreach (var person in world.People)
            {
                IResponderGrain grain = person.Kind == ResponderKind.Volunteer
                    ? stage.Grains.GetGrain<IVolunteerGrain>(person.Id)
                    : stage.Grains.GetGrain<ICounsellorGrain>(person.Id);
                await grain.EnrolAsync(person);
            }
        });
    }

    /// <summary>Plays on for so long; false when a promise was broken meanwhile.</summary>
    private bool Play(TimeSpan time)
    {
        for (var end = stage.Now + time; stage.Now < end && !stage.Watch.IsBroken;)
        {
            stage.Cluster.RunFor(TimeSpan.FromSeconds(1));
        }

        return !stage.Watch.IsBroken;
    }

    private void Settle()
    {
        string[] stations = [.. world.Stations.Select(station => station.Id)];
        if (Settling.Settle(stage, stations, TimeSpan.FromMinutes(5)))
        {
            return;
        }

        // Emergencies that nobody takes are asked again every 30 s for ever; many of them leave no two seconds without a commit.
        stage.Cluster.Run(async () =>
        {
            var actor = new Actor("clerk", Role.Admin, null);
            foreach (var request in stage.Watch.Truth.Requests.Values.Where(request => request is { Lane: Lane.Emergency, Closed: false }).ToList())
            {
                await stage.TryAsync(() => stage.Grains.GetGrain<IRequestGrain>(request.Id).ReferAsync(new ReferRequest(actor, "hospital", "Nobody came.")));
            }

            foreach (var emergency in stage.Watch.Truth.Emergencies.Values.Where(emergency => emergency.IsOpen).ToList())
            {
                await StandDownAsync(emergency);
            }
        });
        if (!Settling.Settle(stage, stations, TimeSpan.FromMinutes(5)))
        {
            stage.Tell(new Blunder(stage.Now, "settling", new TimeoutException("Something still moves long after the last command.")));
        }
    }

    /// <summary>Whoever went comes back, and the head ends it: an emergency that nobody ends rings for ever.</summary>
    private async Task StandDownAsync(Emergency emergency)
    {
        var grain = stage.Grains.GetGrain<IEmergencyGrain>(emergency.Id);
        foreach (var person in emergency.People.Where(person => person.IsOut))
        {
            var back = new AnswerPage(new Actor(person.Account, Role.Counsellor, emergency.StationId), PageStep.Back);
            await stage.TryAsync(() => grain.AnswerAsync(back));
        }

        var head = new Actor(emergency.Head, Role.StationHead, emergency.StationId);
        foreach (var danger in emergency.Alarms.Where(each => each is { Reason: PageReason.Danger, AnsweredAt: null }))
        {
            await stage.TryAsync(() => grain.AnswerAlarmAsync(new AnswerAlarm(head, danger.Number)));
        }

        var end = new StandDown(head, Outcome.WithHealth, "Nobody came.");
        await stage.TryAsync(() => grain.StandDownAsync(end));
    }

    private void See(Happening happening)
    {
        if (happening is RequestKept request)
        {
            residents.See(request);
        }
        else if (happening is ResponderKept { State.Held.IsEmpty: false } kept && phones.TryGetValue(kept.Id, out var phone) && luck.Happens(0.85))
        {
            stage.After(luck.Span(0.1, 5), phone.FetchAsync);
        }
    }

    /// <summary>A phone that also looks by itself now and then, so that a push that never came is not the end.</summary>
    private void Poll(Phone phone, TimeSpan interval) => stage.After(interval, () =>
    {
        Poll(phone, interval);
        return phone.FetchAsync();
    });

    /// <summary>The latest lines, and those about the ids that the violation names.</summary>
    private List<Happening> Around(Violation violation)
    {
        string[] ids = [.. violation.Detail.Split([' ', ',', ':', ';', '/', '.']).Where(word => word.Contains('-', StringComparison.Ordinal)).Distinct()];
        var all = stage.Recorder.Latest.ToList();
        var about = all.Where(each => each is Noted || ids.Any(id => each.ToString()!.Contains(id, StringComparison.Ordinal))).TakeLast(60);
        return [.. about.Union(all.TakeLast(10)).OrderBy(each => all.IndexOf(each))];
    }
}
