using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;

namespace Dispatch.Benchmarks.Ledger;

/// <summary>One station, volunteers who accept and do everything at once, and so many requests under way at a time.</summary>
internal sealed class BusyTown(IGrainFactory grains, int inFlight)
{
    public const string Station = "zhuoda";
    private static readonly GeoPoint Centre = new(18.270, 109.522);

    private readonly List<IPhoneObserver> _phones = [];
    private long _done;
    private int _next;

    /// <summary>Requests carried through.</summary>
    public long Done => Volatile.Read(ref _done);

    public async Task FoundAsync()
    {
        // At once and by itself, so that what is measured is not the batch's quarter of a second.
        var policy = StationPolicy.Default with { Ordinary = LanePolicy.Ordinary with { Batched = false } };
        var facts = new StationFacts(
            Station, "卓达", "Zhuoda", "SocialWorkStation", Centre, 6_000, "Asia/Shanghai", "head.zhuoda", "coordinator.zhuoda", [], [], [], policy);
        Check(await grains.GetGrain<IStationGrain>(Station).ConfigureAsync(facts));
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(number => EnrolAsync($"v{number}")));
    }

    /// <summary>Keeps requests under way for so long.</summary>
    public async Task RunAsync(TimeSpan duration)
    {
        using var over = new CancellationTokenSource(duration);
        await Task.WhenAll(Enumerable.Range(0, inFlight / 2).Select(_ => OneAfterTheOtherAsync(over.Token)));
    }

    private async Task OneAfterTheOtherAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var request = grains.GetGrain<IRequestGrain>($"r{Interlocked.Increment(ref _next)}");
            var followed = new Follower();
            await request.SubmitAsync(new SubmitRequest(new RequestDraft("escort", Location: Centre, Area: null), Actor.Resident, "digest"));
            await request.FollowAsync(grains.CreateObjectReference<IRequestObserver>(followed));
            if ((await request.HelpAsync())!.State != RequestState.Completed)
            {
                await Task.WhenAny(followed.Completed, Task.Delay(TimeSpan.FromSeconds(10), CancellationToken.None));
            }

            await request.ConfirmAsync(new ConfirmRequest(true, null));
            Interlocked.Increment(ref _done);
        }
    }

    private async Task EnrolAsync(string id)
    {
        var volunteer = grains.GetGrain<IVolunteerGrain>(id);
        Check(await volunteer.EnrolAsync(new ResponderProfile(
            id, ResponderKind.Volunteer, Station, "Name", [new HeldSkill("escort", 3, null)], ["zh"], Gender.Female, true, null, false, Centre, TravelMode.Walk, false,
            4, null, Availability.None, null, 0, "Asia/Shanghai", [])));
        Check(await volunteer.SetDutyAsync(new SetDuty(true, null, null)));
        var phone = grains.CreateObjectReference<IPhoneObserver>(Hold(new Phone(volunteer)));
        await volunteer.ConnectAsync(phone);
    }

    private Phone Hold(Phone phone)
    {
        lock (_phones)
        {
            _phones.Add(phone);
        }

        return phone;
    }

    private static void Check(Reply reply)
    {
        if (reply.Refused is { } refused)
        {
            throw new InvalidOperationException(refused.Detail);
        }
    }

    private sealed class Phone(IVolunteerGrain volunteer) : IPhoneObserver
    {
        public void OfferReceived(string responderId, OfferView offer) => _ = Task.Run(async () =>
        {
            if ((await volunteer.AnswerAsync(new AnswerOffer(offer.Id, Answer.Accept, null, null))).Refused is null)
            {
                await volunteer.ProgressAsync(offer.RequestId, ProgressStep.EnRoute);
                await volunteer.ProgressAsync(offer.RequestId, ProgressStep.OnSite);
                await volunteer.ProgressAsync(offer.RequestId, ProgressStep.Completed);
            }
        });

        public void ChatStirred(string responderId, ChatStirring stirring)
        {
        }

        public void OfferChanged(string responderId, OfferView offer)
        {
        }
    }

    private sealed class Follower : IRequestObserver
    {
        private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Completed => _completed.Task;

        public void RequestChanged(string requestId, HelpView view)
        {
            if (view.State is RequestState.Completed or RequestState.Confirmed)
            {
                _completed.TrySetResult();
            }
        }
    }
}
