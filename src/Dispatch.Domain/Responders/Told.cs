using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.Responders;

/// <summary>A responder after an event, and the offer its phone must be told of, if any.</summary>
public readonly record struct Told(Responder Next, OfferView? Changed);
