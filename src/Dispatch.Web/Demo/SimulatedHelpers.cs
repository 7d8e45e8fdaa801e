using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Demo;

namespace Dispatch.Web.Demo;

/// <summary>The simulated volunteers and counsellors: on duty, answering after a while, then on their way, there, and done.</summary>
internal sealed class SimulatedHelpers(IGrainFactory grains, DemoData data, LivePlan plan, TimeProvider clock)
{
    public const long Seed = 7;
    private readonly List<ResponderProfile> _onDuty = [.. data.Responders.Where(it => plan.Helpers.OnDuty(it.Id, Seed))];
    private readonly Dictionary<string, DateTimeOffset> _answersDue = [];
    private readonly Dictionary<string, (AssignmentState State, DateTimeOffset Since)> _tasks = [];

    public Task GoOnDutyAsync() => SetDutyAsync(onDuty: true);

    public Task GoOffDutyAsync() => SetDutyAsync(onDuty: false);

    public async Task TurnAsync()
    {
        var now = clock.GetUtcNow();
        await Task.WhenAll(_onDuty.Select(async it =>
        {
            var helper = Grain(it);
            var offers = await helper.OffersAsync();
            var tasks = (await helper.GetAsync())?.Tasks ?? [];
            await AnswerAsync(helper, it.Id, [.. offers.Where(offer => offer.State == OfferState.Pending)], now);
            await StepAsync(helper, [.. tasks], now);
        }));
        Forget(now);
    }

    private Task<Reply[]> SetDutyAsync(bool onDuty) => Task.WhenAll(_onDuty.Select(it => Grain(it).SetDutyAsync(new SetDuty(onDuty, null, it.TravelMode))));

    private async Task AnswerAsync(IResponderGrain helper, string id, List<OfferView> offers, DateTimeOffset now)
    {
        foreach (var offer in offers)
        {
            var (accepts, after) = plan.Helpers.Answer(offer.Id, id, offer.DistanceMetres, Seed);
            if (IsDue($"{offer.Id}/{id}", after, now))
            {
                await helper.AnswerAsync(new AnswerOffer(offer.Id, accepts ? Answer.Accept : Answer.Decline, null, null));
            }
        }
    }

    private async Task StepAsync(IResponderGrain helper, List<TaskView> tasks, DateTimeOffset now)
    {
        // What is planned for later is set out for then.
        foreach (var task in tasks.Where(task => task.StartsAt <= now))
        {
            var (step, after) = task.State switch
            {
                AssignmentState.Accepted => (ProgressStep.EnRoute, plan.Helpers.EnRouteAfter),
                AssignmentState.EnRoute => (ProgressStep.OnSite, plan.Helpers.OnSiteAfter),
                _ => (ProgressStep.Completed, plan.Helpers.CompletedAfter),
            };
            if (InState(task, now) >= after)
            {
                await helper.ProgressAsync(task.RequestId, step);
            }
        }
    }

    private bool IsDue(string key, TimeSpan after, DateTimeOffset now)
    {
        lock (_answersDue)
        {
            return _answersDue.TryGetValue(key, out var due) ? due <= now : !_answersDue.TryAdd(key, now + after);
        }
    }

    private TimeSpan InState(TaskView task, DateTimeOffset now)
    {
        lock (_tasks)
        {
            if (!_tasks.TryGetValue(task.OfferId, out var seen) || seen.State != task.State)
            {
                _tasks[task.OfferId] = seen = (task.State, now);
            }

            return now - seen.Since;
        }
    }

    /// <summary>Forgets what lies an hour back, so that a demonstration can run for weeks.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var old in _answersDue.Where(it => now - it.Value > TimeSpan.FromHours(1)).Select(it => it.Key).ToList())
        {
            _answersDue.Remove(old);
        }

        foreach (var old in _tasks.Where(it => now - it.Value.Since > TimeSpan.FromHours(1)).Select(it => it.Key).ToList())
        {
            _tasks.Remove(old);
        }
    }

    private IResponderGrain Grain(ResponderProfile profile) => profile.Kind == ResponderKind.Counsellor
        ? grains.GetGrain<ICounsellorGrain>(profile.Id)
        : grains.GetGrain<IVolunteerGrain>(profile.Id);
}
