using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Duty;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Drills;

namespace Dispatch.Web.Drills;

/// <summary>What a drill plays, and what the trainee does about it. Every scene is the product's own: the same actors, with their own refusals.</summary>
internal sealed partial class Drill
{
    /// <summary>Helpers whose certificates end in the scene of that name.</summary>
    private const int LapsedMost = 5;

    /// <summary>Said by everybody whom the drill plays.</summary>
    private const string Played = "drill";

    private readonly Dictionary<string, int> _lapsed = [];

    /// <summary>What the trainee does about one of the clocks.</summary>
    public async Task<Reply> ActAsync(int number, DrillAct act)
    {
        DrillTask? task;
        DrillNeed? need;
        lock (_gate)
        {
            task = _tasks.FirstOrDefault(each => each.Number == number);
            need = task is null ? null : _requests[task.RequestId].Need;
        }

        if (EndedAt is not null || task is not { StoppedAt: null } || !task.Acts.Contains(act))
        {
            return new Refusal(RefusalCode.DrillState, "The drill is over, or has no such thing to do.");
        }

        var station = StationOf(need!);
        var reply = await DoAsync(task, act, need!, station, new Actor(station.Head, Role.StationHead, station.Id));
        var now = clock.GetUtcNow();
        Change(number, each => each.Done(act, reply.Refused is not null, now));
        if (act == DrillAct.Declare && reply.Refused is null && script.Steps.FirstOrDefault(step => step.Scene == DrillScene.Triage) is { } triage)
        {
            Add(new DrillTask(0, triage.Code, Id(triage), DrillClock.Decide, triage.Limit, now, null) { Scene = DrillScene.Triage }, triage.Need!);
        }

        return reply;
    }

    private async Task<Reply> DoAsync(DrillTask task, DrillAct act, DrillNeed need, StationFacts station, Actor head)
    {
        var request = _grains.GetGrain<IRequestGrain>(task.RequestId);
        switch (act)
        {
            case DrillAct.Acknowledge:
                return await _grains.GetGrain<IEmergencyGrain>(task.RequestId).AnswerAsync(new AnswerPage(head, PageStep.Acknowledged));
            case DrillAct.Own:
                return await request.OwnAsync(new OwnRequest(head, Played));
            case DrillAct.Refer:
                return await request.ReferAsync(new ReferRequest(head, Played, Played));
            case DrillAct.TakeWatch:
                return await TakeWatchAsync(station, head);
            case DrillAct.CloseCase:
                return await _grains.GetGrain<ICaseGrain>(CaseOf(task)).CloseAsync(Played, new CloseCase(new CareWorker(head), Played));
            case DrillAct.Declare:
                return await DeclareAsync(need, station, head);
            case DrillAct.RaisePerson:
                return await RaisePersonAsync(station, head);
            default:
                return Reply.Done;
        }
    }

    /// <summary>Plays a step; what fails is tried again in the next turn.</summary>
    private async Task BeginAsync(DrillStep step, DateTimeOffset now)
    {
        if (step.Scene == DrillScene.Watch)
        {
            await OfferWatchAsync(StationOf(step.Need!));
        }

        if (step.Scene is DrillScene.Watch or DrillScene.Closing or DrillScene.Incident)
        {
            // A case is opened some time after its request; its clock begins when there is one.
            Add(new DrillTask(0, step.Code, Id(step), step.Clock, step.Limit, step.Scene == DrillScene.Closing ? null : now, null) { Scene = step.Scene }, step.Need!);
        }

        if (step.Scene == DrillScene.Certificate)
        {
            var lapsed = await LapseAsync(step, now);
            lock (_gate)
            {
                _lapsed[Id(step)] = lapsed;
            }
        }

        if (step.Scene is DrillScene.Requests or DrillScene.Certificate)
        {
            await RaiseAsync(step, now);
        }

        lock (_gate)
        {
            _played[step.Code] = now;
        }
    }

    private async Task RaiseAsync(DrillStep step, DateTimeOffset now)
    {
        for (var copy = 1; step.Need is { } need && copy <= step.Requests; copy++)
        {
            var (id, station) = (Id(step, copy), StationOf(need));
            var area = station.Areas.First(each => each.Code == need.Area);
            var draft = new RequestDraft(need.Service, need.Words, Languages: need.Languages, Location: area.Centre, Area: need.Area, StationId: station.Id);
            var reply = await _grains.GetGrain<IRequestGrain>(id).SubmitAsync(new SubmitRequest(draft, Actor.Resident, id));
            if (reply.Refused is { } refused)
            {
                Missed(refused.Code.ToString());
            }
            else
            {
                Add(new DrillTask(0, step.Code, id, step.Clock, step.Limit, step.Clock == DrillClock.Act ? null : now, null) { Scene = step.Scene }, need);
            }
        }
    }

    /// <summary>A scene whose clock waits for something begins with it.</summary>
    private async Task LookAtSceneAsync(DrillTask task, DateTimeOffset now)
    {
        if (task is not { Scene: DrillScene.Closing, StartedAt: null })
        {
            return;
        }

        var held = _grains.GetGrain<ICaseGrain>(CaseOf(task));
        switch (await held.RowAsync())
        {
            case { Owner: not null }:
                Change(task.Number, each => each with { StartedAt = now });
                break;
            case not null:
                // Nobody who was asked took the cry: then a counsellor takes its case from the queue.
                var (owner, deputy) = Counsellors(StationOf(_requests[task.RequestId].Need));
                await held.AcceptAsync(Played, new AcceptCase(new CareWorker(owner), deputy.Account));
                break;
            default:
                break;
        }
    }

    private async Task OfferWatchAsync(StationFacts station)
    {
        var (giver, taker) = Counsellors(station);
        var reply = await _grains.GetGrain<IDutyGrain>(station.Id).OfferHandOverAsync(new OfferHandOver(giver, taker.Account, Played));
        if (reply.Refused is { } refused)
        {
            throw new InvalidOperationException($"The watch could not be handed over: {refused.Code}.");
        }
    }

    /// <summary>The trainee stands for the counsellor who comes.</summary>
    private async Task<Reply> TakeWatchAsync(StationFacts station, Actor head)
    {
        var duty = _grains.GetGrain<IDutyGrain>(station.Id);
        var seen = await duty.ViewAsync(head, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), 1);
        return seen.Value?.HandOvers.FirstOrDefault(each => each.State == DutyAnswer.Waiting) is { } waiting
            ? await duty.AnswerHandOverAsync(new AnswerColleague(Counsellors(station).Taker, waiting.Number, Accept: true))
            : new Refusal(RefusalCode.DrillState, "Nobody hands a watch over.");
    }

    private async Task<Reply> DeclareAsync(DrillNeed need, StationFacts station, Actor head)
    {
        var incidents = _grains.GetGrain<IIncidentGrain>(station.Id);
        var declared = await incidents.DeclareAsync(new DeclareIncident(head, "fire", need.Area, null, Played));
        if (declared.Value is not { } incident)
        {
            return declared.Refused!;
        }

        var people = script.Steps.FirstOrDefault(step => step.Scene == DrillScene.Triage)?.Requests ?? 0;
        for (var number = 1; number <= people; number++)
        {
            // The first is graver than was written down: that is what the trainee has to see.
            var words = number == 1 ? script.Steps.First(step => step.Scene == DrillScene.Triage).Need!.Words : need.Words;
            var id = string.Create(CultureInfo.InvariantCulture, $"{DrillCast.Prefix}person-{number}");
            await incidents.EnterAsync(incident.Id, new EnterPerson(
                head, id, id + "-task", id, null, words, null, null, RiskLevel.General, Practical: true, Support: false));
        }

        return Reply.Done;
    }

    private async Task<Reply> RaisePersonAsync(StationFacts station, Actor head)
    {
        var incidents = _grains.GetGrain<IIncidentGrain>(station.Id);
        return (await incidents.ListAsync(head)).Value?.Incidents.FirstOrDefault() is { } incident
            ? await incidents.RaiseAsync(incident.Id, new RaisePerson(head, 1, RiskLevel.Serious, Played))
            : new Refusal(RefusalCode.DrillState, "No incident runs.");
    }

    /// <summary>Certificates of the helpers nearest to the place end now. Answers how many did.</summary>
    private async Task<int> LapseAsync(DrillStep step, DateTimeOffset now)
    {
        var station = StationOf(step.Need!);
        var place = station.Areas.First(each => each.Code == step.Need!.Area).Centre;
        var near = cast.Responders
            .Where(each => each.StationId == station.Id && each.Skills.Any(skill => skill.Code == step.About))
            .OrderBy(each => Domain.Matching.Geo.Metres(each.Home, place))
            .ToList();

        // Somebody must be left who holds it.
        var lapsing = near.Take(Math.Min(LapsedMost, near.Count / 2)).ToList();
        foreach (var profile in lapsing)
        {
            await EnrolAsync(profile with { Skills = [.. profile.Skills.Select(skill => skill.Code == step.About ? skill with { ValidUntil = now } : skill)] });
        }

        return lapsing.Count;
    }

    private void Add(DrillTask task, DrillNeed need)
    {
        lock (_gate)
        {
            _requests[task.RequestId] = (need, null);
            _tasks = _tasks.Add(task with { Number = _tasks.Length + 1 });
        }
    }

    private StationFacts StationOf(DrillNeed need) => cast.Stations.First(facts => facts.Id == DrillCast.Prefix + need.Station);

    private (Actor Giver, Actor Taker) Counsellors(StationFacts station)
    {
        var found = cast.Responders.Where(each => each.StationId == station.Id && each.Kind == ResponderKind.Counsellor)
            .Select(each => new Actor(each.Id, Role.Counsellor, station.Id)).Take(2).ToImmutableArray();
        return (found[0], found[1]);
    }

    private string CaseOf(DrillTask task) => script.Steps.First(step => step.Code == task.Step) is { About: { } about }
        ? Id(script.Steps.First(step => step.Code == about))
        : "";

    private static string Id(DrillStep step, int copy = 1) => string.Create(CultureInfo.InvariantCulture, $"{DrillCast.Prefix}{step.Code}-{copy}");
}
