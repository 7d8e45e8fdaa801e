using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Dispatch.Grains.Responders;

/// <summary>The phones of one responder that are connected now.</summary>
internal sealed class Phones(ILogger log)
{
    // A phone renews at least every 5 minutes; one more for a renewal that is late.
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(6);

    private readonly ObserverManager<IPhoneObserver> _phones = new(Expiry, log);

    /// <summary>Adds or renews; true when the phone was not connected before.</summary>
    public bool Connect(IPhoneObserver phone)
    {
        _phones.ClearExpired();
        var before = _phones.Count;
        _phones.Subscribe(phone, phone);
        return _phones.Count > before;
    }

    public void Disconnect(IPhoneObserver phone) => _phones.Unsubscribe(phone);

    public void Received(string responderId, OfferView offer) => _phones.Notify(phone => phone.OfferReceived(responderId, offer));

    public void Stirred(string responderId, ChatStirring stirring) => _phones.Notify(phone => phone.ChatStirred(responderId, stirring));

    public void Changed(string responderId, OfferView offer) => _phones.Notify(phone => phone.OfferChanged(responderId, offer));
}
