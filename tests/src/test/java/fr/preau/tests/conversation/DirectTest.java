package fr.preau.tests.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.fixture.Crowd;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.Newcomers;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Channel;
import fr.preau.tests.wire.Views.Contact;
import fr.preau.tests.wire.Views.ContactPage;
import fr.preau.tests.wire.Views.HitPage;
import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.World;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A guardian and a teacher of the child, or staff among themselves; nobody else reads along. */
@ExtendWith(SharedHub.class)
class DirectTest {
    private final HubUnderTest hub;
    private final World world;

    DirectTest(HubUnderTest hub) {
        this.hub = hub;
        this.world = hub.world();
    }

    @Test
    void a_mother_and_the_teacher_write_to_each_other() {
        Member mother = hub.as(world.annePetit);
        Member teacher = hub.as(world.teacherVerneCp);

        UUID channel =
                mother.direct(teacher.account()).is(200).as(Channel.class).id();
        mother.write(channel, "Zoé sera en retard").is(201);
        teacher.write(channel, "Merci de prévenir").is(201);

        assertEquals(2, mother.allPosts(channel).size());
        assertEquals(
                channel,
                teacher.direct(mother.account()).is(200).as(Channel.class).id(),
                "one channel for both");
    }

    @Test
    void both_open_it_at_once_and_get_the_same_one() {
        Member father = hub.as(world.marcLeroy);
        Member teacher = hub.as(world.teacherVerneCp);

        var opened = Crowd.atOnce(
                20,
                i -> (i % 2 == 0 ? father.direct(teacher.account()) : teacher.direct(father.account()))
                        .is(200)
                        .as(Channel.class)
                        .id());

        assertEquals(1, Set.copyOf(opened).size());
    }

    @Test
    void it_closes_to_both_when_the_child_leaves_the_guardian() {
        // given a guardian and the teacher of the child in their channel
        Newcomers newcomers = new Newcomers(hub);
        Account guardian = newcomers.guardian();
        newcomers.caresFor(guardian, world.zoe);
        Member father = hub.as(guardian);
        Member teacher = hub.as(world.teacherVerneCp);
        UUID channel =
                father.direct(teacher.account()).is(200).as(Channel.class).id();
        teacher.write(channel, "Bonjour").is(201);

        // when the right to the child ends
        newcomers.noLongerCaresFor(guardian, world.zoe);

        // then neither writes there any more
        father.write(channel, "Encore moi").is(404).refused("not_found");
        teacher.write(channel, "Encore moi").is(404).refused("not_found");
    }

    @Test
    void others_do_not_see_it() {
        Member teacher = hub.as(world.teacherVerneCp);
        UUID channel = hub.as(world.annePetit)
                .direct(teacher.account())
                .is(200)
                .as(Channel.class)
                .id();
        teacher.write(channel, "Entre nous : carambolage").is(201);

        for (Account other : world.withApp()) {
            if (!other.equals(world.annePetit) && !other.equals(world.teacherVerneCp)) {
                Member member = hub.as(other);
                member.posts(channel, null, 10).is(404).refused("not_found");
                member.write(channel, "Moi aussi").is(404).refused("not_found");
                assertEquals(
                        0,
                        member.search("carambolage")
                                .is(200)
                                .as(HitPage.class)
                                .items()
                                .size(),
                        other.toString());
            }
        }
    }

    @Test
    void a_parent_writes_to_the_teachers_of_the_own_children_and_to_nobody_else() {
        assertEquals(
                ids(world.teacherVerneCp, world.teacherVerneCe1),
                contacts(world.claireMoreau),
                "siblings: both classes");
        assertEquals(ids(world.teacherVerneCp), contacts(world.marcLeroy));

        for (Account account :
                new Account[] {world.marcLeroy, world.teacherSand, world.linasAccount, world.canteenAubin}) {
            hub.as(world.annePetit).direct(account.id()).is(404).refused("not_found");
        }
    }

    @Test
    void staff_write_among_themselves_within_the_school() {
        assertTrue(contacts(world.staffVerne)
                .containsAll(ids(world.headVerne, world.teacherVerneCp, world.teacherVerneCe1)));
        hub.as(world.staffVerne).direct(world.headSand.id()).is(404).refused("not_found");
        hub.as(world.staffVerne).direct(world.claireMoreau.id()).is(404).refused("not_found");
    }

    @Test
    void pupils_have_no_direct_channels() {
        assertEquals(Set.of(), contacts(world.linasAccount));
        hub.as(world.linasAccount).direct(world.teacherVerneCp.id()).is(404).refused("not_found");
        hub.as(world.teacherVerneCp).direct(world.linasAccount.id()).is(404).refused("not_found");
    }

    @Test
    void nobody_opens_a_channel_with_themselves() {
        hub.as(world.headVerne).direct(world.headVerne.id()).is(404).refused("not_found");
    }

    @Test
    void contacts_are_found_by_name_and_by_child() {
        assertEquals(Set.of(world.annePetit.id()), found(world.teacherVerneCp, "anne"));
        assertTrue(found(world.teacherVerneCp, "Zoé").containsAll(ids(world.annePetit, world.marcLeroy)));
    }

    private Set<UUID> found(Account account, String words) {
        return hub.as(account).contacts(words).is(200).as(ContactPage.class).items().stream()
                .map(Contact::account)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<UUID> contacts(Account account) {
        return hub.as(account).contacts(null).is(200).as(ContactPage.class).items().stream()
                .map(Contact::account)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<UUID> ids(Account... accounts) {
        return java.util.Arrays.stream(accounts).map(Account::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
