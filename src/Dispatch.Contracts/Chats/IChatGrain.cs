using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Chats;

/// <summary>The private chat between the resident of a request and its counsellors. Keyed by request id.</summary>
/// <remarks>
/// Words are durable before they are acknowledged, sealed at rest, and never pushed: a bell says that there is something, and whoever may asks for
/// it by number. It asks its request who may write and how grave it is; the request never waits for it.
/// </remarks>
[Alias("dispatch.chat")]
public interface IChatGrain : IGrainWithStringKey
{
    /// <summary>Writes a message. A cue of danger in a resident's words raises the level first, also when the message itself is refused.</summary>
    /// <remarks>
    /// Refused with <see cref="RefusalCode.RequestUnknown"/> for a counsellor who does not have the request, <see cref="RefusalCode.ChatUnavailable"/>,
    /// <see cref="RefusalCode.ChatFull"/>, <see cref="RefusalCode.LimitRate"/>, <see cref="RefusalCode.RequestState"/> once the request has ended.
    /// </remarks>
    [Alias("write")]
    Task<Reply<ChatReceipt>> WriteAsync(WriteMessage command);

    /// <summary>What one side may see, from the line after a number on.</summary>
    [Alias("view")]
    Task<Reply<ChatView>> ViewAsync(Actor by, long after);

    /// <summary>This side has seen everything up to a line. Durable with the next change; lost, it is only said again.</summary>
    [Alias("seen")]
    Task<Reply> SeenAsync(Actor by, long upto);

    /// <summary>This side is typing. Told on at most every two seconds, never kept.</summary>
    [OneWay, Alias("typing")]
    Task TypingAsync(Actor by);

    /// <summary>The counsellor takes the conversation over.</summary>
    [Alias("join")]
    Task<Reply> JoinAsync(Actor by);

    /// <summary>The counsellor ends the conversation, and takes up what alarms still stand.</summary>
    [Alias("end")]
    Task<Reply> EndAsync(Actor by);

    /// <summary>The counsellor takes an alarm up.</summary>
    [Alias("alarm-seen")]
    Task<Reply> AlarmSeenAsync(Actor by, int number);

    /// <summary>Who is in the conversation that is under way, also when that licence has ended; null: nobody. For the roster alone.</summary>
    [ReadOnly, Alias("attending")]
    Task<string?> AttendingAsync();

    /// <summary>
    /// At a hand-over of the watch, also by a giver whose licence has ended: another counsellor is in the conversation from now on, and in its team until it ends.
    /// Not his: nothing.
    /// </summary>
    [Alias("hand-over")]
    Task<Reply> HandOverAsync(Actor from, string to);

    /// <summary>All lines, for a counsellor of the request or the head of its station; <see cref="RefusalCode.ConsentRequired"/> without the resident's consent.</summary>
    [Alias("transcript")]
    Task<Reply<ChatTranscript>> TranscriptAsync(Actor by);

    /// <summary>All lines, for the copy of the resident's own data; the request has judged who asks.</summary>
    [ReadOnly, Alias("copy")]
    Task<ImmutableArray<ChatMessage>> CopyAsync();

    /// <summary>Rings for this side, for six minutes unless asked again.</summary>
    [Alias("hear")]
    Task<Reply> HearAsync(IChatObserver observer, Actor by);

    /// <summary>Rings for this side no longer: it has gone.</summary>
    [Alias("unhear")]
    Task UnhearAsync(IChatObserver observer, Actor by);

    /// <summary>Rings for both sides: something beside the words changed, such as a screening.</summary>
    [OneWay, Alias("ring")]
    Task RingAsync();

    /// <summary>Looks whether contact was lost, whether the counsellor still has the request, and tells again what was not taken.</summary>
    [Alias("tick")]
    Task TickAsync();

    /// <summary>The same, for whoever knows that somebody has left and does not wait.</summary>
    [OneWay, Alias("look")]
    Task LookAsync();

    /// <summary>Deletes all words; refused with <see cref="RefusalCode.PrivacyObligation"/> before the request has ended. Repeated: done already.</summary>
    [Alias("erase")]
    Task<Reply> EraseAsync();
}

/// <summary>Whoever shows a chat.</summary>
[Alias("dispatch.chat-observer")]
public interface IChatObserver : IGrainObserver
{
    /// <summary>Something changed.</summary>
    /// <param name="account">Who listens: a counsellor's account, or <c>resident</c>.</param>
    /// <param name="bell">What, without words.</param>
    [Alias("rang")]
    void ChatRang(string account, ChatBell bell);
}
