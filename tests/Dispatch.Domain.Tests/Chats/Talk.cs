using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Domain.Chats;

namespace Dispatch.Domain.Tests.Chats;

/// <summary>A conversation between a resident and counsellors, told like a story.</summary>
internal sealed class Talk(RiskLevel level = RiskLevel.General)
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static readonly Actor Li = new("counsellor.li", Role.Counsellor, "fucheng");

    public static readonly Actor Wang = new("counsellor.wang", Role.Counsellor, "fucheng");

    private int _words;

    public ChatTeam Team { get; set; } = new("fucheng", level, false, true, [new ChatMember(Li.Account, "李老师"), new ChatMember(Wang.Account, "王老师")]);

    public Chat Chat { get; private set; } = Chat.Begin("fucheng");

    public DateTimeOffset Now { get; private set; } = Noon;

    public Contact Contact { get; set; } = Contact.Unknown;

    public Decision<Chat> Try(Actor by, string text, string? id = null) => ChatRules.Write(Chat, new WriteMessage(by, id ?? $"message-{++_words}", text), Team, Now);

    public Talk Says(Actor by, string text = "你好", string? id = null)
    {
        var decision = Try(by, text, id);
        Assert.Null(decision.Refused);
        Chat = decision.Next!;
        return this;
    }

    public Talk Is(Func<Chat, Chat> rule)
    {
        Chat = rule(Chat);
        return this;
    }

    public Talk After(TimeSpan time)
    {
        Now += time;
        Chat = ContactRules.Elapse(Chat, Team, Contact, Now);
        return this;
    }

    public IEnumerable<ChatAlarmKind> Alarms => Chat.Alarms.Select(alarm => alarm.Kind);
}
