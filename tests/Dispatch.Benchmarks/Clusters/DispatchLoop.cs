using System.Collections.Concurrent;
using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;

namespace Dispatch.Benchmarks.Clusters;

/// <summary>Residents who ask again as soon as the last promise was kept, and volunteers who accept at once and are done at once.</summary>
internal sealed class DispatchLoop(IGrainFactory grains, GeoPoint[] centres) : IPhoneObserver
{
    /// <summary>A word to a phone may be lost; the resident then asks anew, and the round counts one less.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();
    private IPhoneObserver? _phone;
    private int _asked;
    private int _kept;

    /// <summary>Promises kept so far.</summary>
    public int Kept => Volatile.Read(ref _kept);

    public Task ConnectAsync(IEnumerable<string> people)
    {
        _phone = grains.CreateObjectReference<IPhoneObserver>(this);
        return Task.WhenAll(people.Select(name => grains.GetGrain<IVolunteerGrain>(name).ConnectAsync(_phone)));
    }

    public async Task AskAsync(int resident, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = $"r{Interlocked.Increment(ref _asked)}";
            var done = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var request = grains.GetGrain<IRequestGrain>(id);
            var reply = await request.SubmitAsync(new(new RequestDraft("escort", Location: centres[resident % centres.Length]), Actor.Resident, "body"));
            if (reply.Refused is null && await InTimeAsync(done.Task))
            {
                await request.ConfirmAsync(new(Kept: true, Note: null));
                Interlocked.Increment(ref _kept);
            }

            _waiting.TryRemove(id, out _);
        }
    }

    public void OfferReceived(string responderId, OfferView offer) => _ = ServeAsync(responderId, offer);

    public void ChatStirred(string responderId, ChatStirring stirring)
    {
    }

    public void OfferChanged(string responderId, OfferView offer)
    {
    }

    private async Task ServeAsync(string responderId, OfferView offer)
    {
        var volunteer = grains.GetGrain<IVolunteerGrain>(responderId);
        if ((await volunteer.AnswerAsync(new(offer.Id, Answer.Accept, null, null))).Refused is null)
        {
            await volunteer.ProgressAsync(offer.RequestId, ProgressStep.Completed);
            if (_waiting.TryGetValue(offer.RequestId, out var done))
            {
                done.TrySetResult();
            }
        }
    }

    private static async Task<bool> InTimeAsync(Task done)
    {
        await done.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return done.IsCompletedSuccessfully;
    }
}
